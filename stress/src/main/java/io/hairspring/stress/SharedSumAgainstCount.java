package io.hairspring.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.hairspring.collector.LatencyRecorder;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.view.LatencyShape;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJJJ_Result;

/**
 * Sum and number of latencies that two threads record in cells that they share, as they are told
 * without a look at the cells: always of the same recordings.
 */
@JCStressTest
@State
@Outcome(id = "[234], 0, 4, 0", expect = ACCEPTABLE, desc = "of the same recordings")
@Outcome(expect = FORBIDDEN, desc = "one is missing, twice, or in the sum or the number alone")
public class SharedSumAgainstCount {
  private static final long SHORT_NANOS = 5_000_000;
  private static final long LONG_NANOS = 20_000_000;
  private static final int SHORTS = 2;

  private final MetricsCollector metrics = MetricsCollector.create(Collectors.sharing());
  private final LatencyRecorder recorder =
      metrics
          .latency("duration_seconds", "Time.")
          .show(LatencyShape.SUMMARY)
          .quantiles()
          .register();

  @Actor
  public void recordLong() {
    recorder.record(LONG_NANOS);
    recorder.record(0);
  }

  @Actor
  public void recordShortAndRead(JJJJ_Result r) {
    recorder.record(SHORT_NANOS);
    Totals.ofShapes(metrics);
    recorder.record(SHORT_NANOS);
    Totals seen = Totals.ofShapes(metrics);
    r.r1 = seen.latencies();
    r.r2 = differs(seen);
  }

  @Arbiter
  public void after(JJJJ_Result r) {
    Totals last = Totals.ofShapes(metrics);
    r.r3 = last.latencies();
    r.r4 = differs(last);
  }

  /** Returns 1 if no set of recordings has this sum and this number, else 0. */
  private static long differs(Totals seen) {
    for (int set = 0; set < 4 * (SHORTS + 1); set++) {
      int longs = set & 1;
      int zeros = set >> 1 & 1;
      int shorts = set >> 2;
      if (longs + zeros + shorts == seen.latencies()
          && longs * LONG_NANOS + shorts * SHORT_NANOS == seen.latencySumNanos()) {
        return 0;
      }
    }
    return 1;
  }
}
