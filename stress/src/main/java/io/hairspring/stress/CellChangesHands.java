package io.hairspring.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.hairspring.collector.internal.stripe.Stripes;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJJJ_Result;

/**
 * A writer that holds the handle of a series last, and whose stripe then grows, while the series is
 * removed, collected, and its cell taken by a new one: what the new series shows; what the old one
 * shows, where its cell was not taken; what the writer counted after it; the old total before the
 * removal.
 */
@JCStressTest
@State
@Outcome(id = "10, 1, 1, [01]", expect = ACCEPTABLE, desc = "each has its own")
@Outcome(expect = FORBIDDEN, desc = "a count of one series in another, or lost")
public class CellChangesHands {
  private static final int BEYOND_THE_FIRST_CELLS = 100;

  private final Stripes stripes = new Stripes(4, 1);
  private final HeldCell old = new HeldCell(stripes, 1);
  private final int far = stripes.allocate(BEYOND_THE_FIRST_CELLS);
  private int made;

  @Actor
  public void write() {
    old.incAndLetGo();
    stripes.current().add(far + BEYOND_THE_FIRST_CELLS - 1, 1);
  }

  @Actor
  public void removeAndMake(JJJJ_Result r) {
    r.r4 = stripes.reader().sum(old.address());
    old.remove();
    made = stripes.allocate(1);
    stripes.current().add(made, 10);
  }

  @Arbiter
  public void after(JJJJ_Result r) {
    r.r1 = stripes.reader().sum(made);
    r.r2 = made == old.address() ? 1 : stripes.reader().sum(old.address());
    r.r3 = stripes.reader().sum(far + BEYOND_THE_FIRST_CELLS - 1);
  }
}
