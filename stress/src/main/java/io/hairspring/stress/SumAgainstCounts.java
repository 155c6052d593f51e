package io.hairspring.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.hairspring.collector.LatencyRecorder;
import io.hairspring.collector.MetricsCollector;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJJJ_Result;

/**
 * Latencies of an exclusive stripe and of shared ones while an epoch is closed and a histogram is
 * read: each answer's sum is that of what is in its buckets, and none is missing in the end.
 */
@JCStressTest
@State
@Outcome(id = "0, 6, 4012000, 0", expect = ACCEPTABLE, desc = "whole, and each once")
@Outcome(
    id = "0, 6, 4012000, [12]",
    expect = ACCEPTABLE_INTERESTING,
    desc = "a thread of a shared stripe was stopped halfway for longer than a reader waits")
@Outcome(expect = FORBIDDEN, desc = "a sum of other recordings than the counts, or some are lost")
public class SumAgainstCounts {
  private static final long SHORT_NANOS = 3_000;
  private static final long LONG_NANOS = 2_000_000;

  private final MetricsCollector exclusive = MetricsCollector.create(Collectors.config());
  private final MetricsCollector shared =
      MetricsCollector.create(Collectors.config().withMaxStripes(0));
  private final LatencyRecorder ofOne = recorder(exclusive);
  private final LatencyRecorder ofMany = recorder(shared);
  private final Totals closed = Totals.none();

  private static LatencyRecorder recorder(MetricsCollector metrics) {
    return metrics.latency("duration_seconds", "Time.").buckets(0.001).register();
  }

  @Actor
  public void record() {
    ofOne.record(SHORT_NANOS);
    ofMany.record(SHORT_NANOS);
    ofOne.record(LONG_NANOS);
    ofMany.record(LONG_NANOS);
  }

  @Actor
  public void readAndRecord(JJJJ_Result r) {
    ofMany.record(SHORT_NANOS);
    r.r1 = mixed(exclusive);
    r.r4 = mixed(shared);
    ofMany.record(SHORT_NANOS);
  }

  @Arbiter
  public void after(JJJJ_Result r) {
    closed.add(Totals.of(exclusive));
    closed.add(Totals.of(shared));
    r.r2 = closed.latencies();
    r.r3 = closed.latencySumNanos();
  }

  private long mixed(MetricsCollector metrics) {
    Totals open = Totals.ofShapes(metrics);
    Totals epoch = Totals.ofClosedEpoch(metrics);
    closed.add(epoch);
    return mixed(open) + mixed(epoch);
  }

  private static long mixed(Totals seen) {
    long small = seen.latencyBuckets().length == 0 ? 0 : seen.latencyBuckets()[0];
    long large = seen.latencies() - small;
    return seen.latencySumNanos() == small * SHORT_NANOS + large * LONG_NANOS ? 0 : 1;
  }
}
