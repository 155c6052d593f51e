package io.hairspring.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.hairspring.collector.Counter;
import io.hairspring.collector.LatencyRecorder;
import io.hairspring.collector.MetricsCollector;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJJJ_Result;

/** One event while the epoch is closed: closed count, open count; of a counter and a recorder. */
@JCStressTest
@State
@Outcome(id = "(0, 1|1, 0), (0, 1|1, 0)", expect = ACCEPTABLE, desc = "in exactly one epoch")
@Outcome(expect = FORBIDDEN, desc = "in no epoch, or in both")
public class ResetAgainstRecord {
  private final MetricsCollector metrics = MetricsCollector.create(Collectors.config());
  private final Counter counter = metrics.counter("requests_total", "Requests.").register();
  private final LatencyRecorder recorder = metrics.latency("duration_seconds", "Time.").register();

  @Actor
  public void record() {
    counter.inc();
    recorder.record(1_000);
  }

  @Actor
  public void reset(JJJJ_Result r) {
    Totals closed = Totals.ofClosedEpoch(metrics);
    r.r1 = closed.counted();
    r.r3 = closed.latencies();
  }

  @Arbiter
  public void open(JJJJ_Result r) {
    Totals open = Totals.of(metrics);
    r.r2 = open.counted();
    r.r4 = open.latencies();
  }
}
