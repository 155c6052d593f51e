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
import org.openjdk.jcstress.infra.results.JJJJ_Result;

/**
 * A histogram's totals, which are kept as long as nothing seems to be recorded, while they are
 * recorded: a short latency, a zero and a long one. What a look missed, a later one must not miss
 * for good, and no sum may hold a recording that the count lacks.
 */
@JCStressTest
@State
@Outcome(id = "0, [0123], 3, 0", expect = ACCEPTABLE, desc = "seen at its start")
@Outcome(id = "1, [123], 3, 0", expect = ACCEPTABLE, desc = "seen after one recording")
@Outcome(id = "2, [23], 3, 0", expect = ACCEPTABLE, desc = "seen after two")
@Outcome(id = "3, 3, 3, 0", expect = ACCEPTABLE, desc = "seen at its end")
@Outcome(expect = FORBIDDEN, desc = "went backwards, or lacks a recording for good or for its sum")
public class KeptTotalsAgainstRecord {
  private static final long SHORT_NANOS = 1_000;
  private static final long LONG_NANOS = 20_000_000;

  private final MetricsCollector metrics = MetricsCollector.create(Collectors.config());
  private final LatencyRecorder recorder =
      metrics.latency("duration_seconds", "Time.").buckets(0.01).register();

  @Actor
  public void record() {
    recorder.record(SHORT_NANOS);
    recorder.record(0);
    recorder.record(LONG_NANOS);
  }

  @Actor
  public void read(JJJJ_Result r) {
    Totals first = Totals.ofShapes(metrics);
    Totals second = Totals.ofShapes(metrics);
    r.r1 = first.latencies();
    r.r2 = second.latencies();
    r.r4 = sumIsAhead(first) + sumIsAhead(second);
  }

  @Arbiter
  public void after(JJJJ_Result r) {
    r.r3 = Totals.ofShapes(metrics).latencies();
  }

  private static long sumIsAhead(Totals seen) {
    long most =
        switch ((int) seen.latencies()) {
          case 0 -> 0;
          case 1, 2 -> SHORT_NANOS;
          default -> SHORT_NANOS + LONG_NANOS;
        };
    return seen.latencySumNanos() > most ? 1 : 0;
  }
}
