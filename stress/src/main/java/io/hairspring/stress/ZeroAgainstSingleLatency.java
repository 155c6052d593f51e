package io.hairspring.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.hairspring.collector.LatencyRecorder;
import io.hairspring.collector.MetricsCollector;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJJ_Result;

/**
 * A histogram's totals, to which a latency is added without a look at the cells if it was the only
 * one, while a zero and the shortest latency there is are recorded: the one must not pass for the
 * other.
 */
@JCStressTest
@State
@Outcome(
    id = "[0123], 3, 0",
    expect = ACCEPTABLE,
    desc = "none is missing for good, or for the sum")
@Outcome(expect = FORBIDDEN, desc = "one is missing, or the sum has one that the count lacks")
public class ZeroAgainstSingleLatency {
  private static final long FIRST_NANOS = 5_000_000;

  private final MetricsCollector metrics = MetricsCollector.create(Collectors.config());
  private final LatencyRecorder recorder =
      metrics.latency("duration_seconds", "Time.").buckets(0.01).register();

  @Actor
  public void record() {
    recorder.record(FIRST_NANOS);
    recorder.record(0);
    recorder.record(1);
  }

  @Actor
  public void read(JJJ_Result r) {
    Totals.ofShapes(metrics);
    Totals seen = Totals.ofShapes(metrics);
    r.r1 = seen.latencies();
    r.r3 = seen.latencySumNanos() > FIRST_NANOS && seen.latencies() < 3 ? 1 : 0;
  }

  @Arbiter
  public void after(JJJ_Result r) {
    r.r2 = Totals.ofShapes(metrics).latencies();
  }
}
