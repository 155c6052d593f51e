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
 * A recorder whose writers, on one shared stripe, both make the page of an octave with a split cell
 * in it, while read.
 */
@JCStressTest
@State
@Outcome(id = "0, [123], 3", expect = ACCEPTABLE, desc = "seen at its start")
@Outcome(id = "1, [23], 3", expect = ACCEPTABLE, desc = "seen after one recording")
@Outcome(id = "2, 3, 3", expect = ACCEPTABLE, desc = "seen after two")
@Outcome(expect = FORBIDDEN, desc = "went backwards, or lost a recording")
public class LatencyNeverGoesBack {
  private static final long NANOS = 10_000_000; // the bound splits this cell

  private final LatencyRecorder recorder =
      MetricsCollector.create(Collectors.config().withMaxStripes(0))
          .latency("duration_seconds", "Time.")
          .buckets(0.01)
          .register();

  @Actor
  public void writer() {
    recorder.record(NANOS);
    recorder.record(NANOS + 1);
  }

  @Actor
  public void readerAndWriter(JJJ_Result r) {
    r.r1 = recorder.count();
    recorder.record(NANOS);
    r.r2 = recorder.count();
  }

  @Arbiter
  public void total(JJJ_Result r) {
    r.r3 = recorder.count();
  }
}
