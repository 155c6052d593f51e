package io.hairspring.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.latency.LatencyRecorder;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJJ_Result;

/**
 * A histogram's totals, which are kept as long as nothing seems to be recorded, while they are
 * recorded: one latency and one zero. What a look missed, a later one must not miss for good.
 */
@JCStressTest
@State
@Outcome(id = "0, [012], 2", expect = ACCEPTABLE, desc = "seen at its start")
@Outcome(id = "1, [12], 2", expect = ACCEPTABLE, desc = "seen after one recording")
@Outcome(id = "2, 2, 2", expect = ACCEPTABLE, desc = "seen at its end")
@Outcome(expect = FORBIDDEN, desc = "went backwards, or kept totals that lack a recording")
public class KeptTotalsAgainstRecord {
  private final MetricsCollector metrics = MetricsCollector.create(Collectors.config());
  private final LatencyRecorder recorder =
      metrics.latency("duration_seconds", "Time.").buckets(0.01).register();

  @Actor
  public void record() {
    recorder.record(1_000);
    recorder.record(0);
  }

  @Actor
  public void read(JJJ_Result r) {
    r.r1 = Totals.ofShapes(metrics).latencies();
    r.r2 = Totals.ofShapes(metrics).latencies();
  }

  @Arbiter
  public void after(JJJ_Result r) {
    r.r3 = Totals.ofShapes(metrics).latencies();
  }
}
