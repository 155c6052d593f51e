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
import org.openjdk.jcstress.infra.results.JJJ_Result;

/** A stripe takes more memory, twice, while a reader looks at the cells and does not wait. */
@JCStressTest
@State
@Outcome(id = "0, [012], 3", expect = ACCEPTABLE, desc = "seen at its start")
@Outcome(id = "1, [12], 3", expect = ACCEPTABLE, desc = "seen after one addition")
@Outcome(id = "2, 2, 3", expect = ACCEPTABLE, desc = "seen after two")
@Outcome(expect = FORBIDDEN, desc = "a cell was lost when memory grew, or went backwards")
public class GrowthWhileRead {
  private static final int MANY = 512;

  private final Stripes stripes = new Stripes(1, 1);
  private final int before = stripes.allocate(1);
  private final int further = stripes.allocate(MANY);
  private final int farthest = stripes.allocate(MANY);

  @Actor
  public void writer() {
    Lease lease = stripes.current();
    lease.add(before, 1);
    lease.add(further, 1);
    lease.add(before, 1);
    lease.add(farthest, 1);
  }

  @Actor
  public void reader(JJJ_Result r) {
    r.r1 = stripes.reader().sum(before);
    r.r2 = stripes.reader().sum(before);
  }

  @Arbiter
  public void total(JJJ_Result r) {
    r.r3 =
        stripes.reader().sum(before)
            + Math.min(1, stripes.reader().sum(further) * stripes.reader().sum(farthest));
  }
}
