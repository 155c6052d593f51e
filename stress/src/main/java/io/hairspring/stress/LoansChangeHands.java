package io.hairspring.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.hairspring.collector.internal.stripe.Lease;
import io.hairspring.collector.internal.stripe.Stripes;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.J_Result;

/**
 * Two threads want the one stripe that is lent, each of them three times, and share another where
 * it is out: no addition may vanish, though on loan they are plain.
 */
@JCStressTest
@State
@Outcome(id = "6", expect = ACCEPTABLE, desc = "every addition is there")
@Outcome(expect = FORBIDDEN, desc = "an addition was lost or counted twice")
public class LoansChangeHands {
  private final Stripes stripes = new Stripes(0, 1);
  private final int address = stripes.allocate(1);

  @Actor
  public void first() {
    addThreeTimes();
  }

  @Actor
  public void second() {
    addThreeTimes();
  }

  @Arbiter
  public void total(J_Result r) {
    r.r1 = stripes.reader().sum(address);
  }

  private void addThreeTimes() {
    Lease mine = stripes.current();
    for (int i = 0; i < 3; i++) {
      Lease lease = stripes.borrow(mine);
      lease.add(address, 1);
      stripes.giveBack(lease);
    }
  }
}
