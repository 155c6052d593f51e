package io.hairspring.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.hairspring.collector.stripe.Stripe;
import io.hairspring.collector.stripe.Stripes;
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
  private static final int CHUNK = 512;

  private final Stripes stripes = new Stripes(1, 1);
  private final int before = stripes.allocate(1);
  private final int inSecondChunk = stripes.allocate(CHUNK);
  private final int inThirdChunk = stripes.allocate(CHUNK);

  @Actor
  public void writer() {
    Stripe stripe = stripes.current();
    stripe.add(before, 1);
    stripe.add(inSecondChunk, 1);
    stripe.add(before, 1);
    stripe.add(inThirdChunk, 1);
  }

  @Actor
  public void reader(JJJ_Result r) {
    r.r1 = stripes.sum(before);
    r.r2 = stripes.sum(before);
  }

  @Arbiter
  public void total(JJJ_Result r) {
    r.r3 =
        stripes.sum(before) + Math.min(1, stripes.sum(inSecondChunk) * stripes.sum(inThirdChunk));
  }
}
