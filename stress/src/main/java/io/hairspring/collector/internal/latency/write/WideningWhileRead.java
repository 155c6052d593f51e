package io.hairspring.collector.internal.latency.write;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.hairspring.collector.internal.latency.read.LatencyTotals;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJJ_Result;

/**
 * A cell one short of 32 bits' most is written twice, so its counts move to a page of 64 bits, and
 * read.
 */
@JCStressTest
@State
@Outcome(id = "-1, (-1|0|1), 1", expect = ACCEPTABLE, desc = "seen before")
@Outcome(id = "0, (0|1), 1", expect = ACCEPTABLE, desc = "seen while full")
@Outcome(id = "1, 1, 1", expect = ACCEPTABLE, desc = "seen widened")
@Outcome(expect = FORBIDDEN, desc = "went backwards, or lost counts when they moved")
public class WideningWhileRead {
  private static final long NANOS = 1_000;
  private static final LatencyLayout LAYOUT =
      new LatencyLayout(1, 1_000_000, new double[] {0.00099}); // a split cell on the same page

  private final LatencyCells cells = new LatencyCells(LAYOUT, new UncountedClamps(), 0, false);

  /** Fills the cell. */
  public WideningWhileRead() {
    cells.count(LAYOUT.index(NANOS), NANOS, Integer.MAX_VALUE - 1);
  }

  @Actor
  public void writer() {
    cells.record(NANOS);
    cells.record(NANOS);
  }

  @Actor
  public void reader(JJJ_Result r) {
    r.r1 = aboveMost();
    r.r2 = aboveMost();
  }

  @Arbiter
  public void total(JJJ_Result r) {
    r.r3 = aboveMost();
  }

  private long aboveMost() {
    LatencyTotals totals = new LatencyTotals(LAYOUT);
    while (!cells.addTo(totals, false)) {
      totals.clear();
    }
    totals.finish();
    return totals.count() - Integer.MAX_VALUE;
  }
}
