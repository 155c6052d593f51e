package io.hairspring.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.hairspring.collector.internal.stripe.DoubleSum;
import io.hairspring.collector.internal.stripe.ExactSum;
import io.hairspring.collector.internal.stripe.Lease;
import io.hairspring.collector.internal.stripe.Stripes;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JD_Result;

/** Two threads on one stripe, whose memory neither has taken yet. */
@JCStressTest
@State
@Outcome(id = "2, 2.2", expect = ACCEPTABLE, desc = "both counted")
@Outcome(expect = FORBIDDEN, desc = "an addition was lost")
public class SharedStripeAdds {
  private final Stripes stripes = new Stripes(0, 1); // nobody has a stripe of its own
  private final int count = stripes.allocate(1);
  private final int address = stripes.allocate(DoubleSum.CELLS);
  private final DoubleSum sum = new DoubleSum(stripes, address);

  @Actor
  public void first() {
    add();
  }

  @Actor
  public void second() {
    add();
  }

  @Arbiter
  public void total(JD_Result r) {
    r.r1 = stripes.reader().sum(count);
    ExactSum total = new ExactSum();
    sum.addTo(total);
    r.r2 = total.value();
  }

  private void add() {
    Lease lease = stripes.current();
    lease.add(count, 1);
    DoubleSum.add(lease, lease.near(), address, 1, sum);
    DoubleSum.addFraction(lease, lease.near(), address, 0.1, sum);
  }
}
