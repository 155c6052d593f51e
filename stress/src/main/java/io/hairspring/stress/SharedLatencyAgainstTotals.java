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
 * one, while two threads record in cells that they share: each is in its bucket once.
 */
@JCStressTest
@State
@Outcome(id = "[123], 1, 3", expect = ACCEPTABLE, desc = "each once")
@Outcome(expect = FORBIDDEN, desc = "one is missing, twice, or in another's bucket")
public class SharedLatencyAgainstTotals {
  private static final long SHORT_NANOS = 5_000_000;
  private static final long LONG_NANOS = 20_000_000;

  private final MetricsCollector metrics = MetricsCollector.create(Collectors.sharing());
  private final LatencyRecorder recorder =
      metrics.latency("duration_seconds", "Time.").buckets(0.01).register();

  @Actor
  public void recordLong() {
    recorder.record(LONG_NANOS);
    recorder.record(LONG_NANOS);
  }

  @Actor
  public void recordShortAndRead(JJJ_Result r) {
    recorder.record(SHORT_NANOS);
    Totals.ofShapes(metrics);
    r.r1 = Totals.ofShapes(metrics).latencies();
  }

  @Arbiter
  public void after(JJJ_Result r) {
    Totals last = Totals.ofShapes(metrics);
    r.r2 = last.latencyBuckets()[0];
    r.r3 = last.latencies();
  }
}
