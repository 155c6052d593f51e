package io.hairspring.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.hairspring.collector.internal.stripe.Stripes;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.J_Result;

/** Threads that end and threads that begin want the one stripe there is; no addition may vanish. */
@JCStressTest
@State
@Outcome(id = "4", expect = ACCEPTABLE, desc = "every thread's addition is there")
@Outcome(expect = FORBIDDEN, desc = "an addition was lost or counted twice")
public class LeaseHandOver {
  private final Stripes stripes = new Stripes(1, 1);
  private final int address = stripes.allocate(1);

  @Actor
  public void first() {
    inTurn();
  }

  @Actor
  public void second() {
    inTurn();
  }

  @Arbiter
  public void total(J_Result r) {
    r.r1 = stripes.reader().sum(address);
  }

  private void inTurn() {
    Runnable add = () -> stripes.current().add(address, 1);
    Threads.inTurn(new Thread(add), new Thread(add));
  }
}
