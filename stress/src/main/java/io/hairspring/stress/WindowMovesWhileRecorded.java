package io.hairspring.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.hairspring.collector.LatencyRecorder;
import io.hairspring.collector.MetricsCollector;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJJ_Result;

/**
 * A window moves on by a step and is read while it is written: what the reader saw of two
 * recordings, what the window holds then, and what is left when both are too old.
 */
@JCStressTest
@State
@Outcome(id = "[0-2], 2, 0", expect = ACCEPTABLE, desc = "each leaves with its step")
@Outcome(expect = FORBIDDEN, desc = "lost, counted twice, or kept for good")
public class WindowMovesWhileRecorded {
  private static final long STEP_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final int STEPS = 6;

  private final AtomicLong nowNanos = new AtomicLong();
  private final MetricsCollector metrics =
      MetricsCollector.create(Collectors.config().withTicker(nowNanos::get));
  private final LatencyRecorder recorder = metrics.latency("duration_seconds", "Time.").register();

  @Actor
  public void record() {
    recorder.record(1_000);
    recorder.record(2_000);
  }

  @Actor
  public void moveAndRead(JJJ_Result r) {
    step();
    r.r1 = recorder.window().count();
  }

  @Arbiter
  public void after(JJJ_Result r) {
    r.r2 = recorder.window().count();
    for (int i = 0; i < STEPS; i++) {
      step();
    }
    r.r3 = recorder.window().count();
  }

  private void step() {
    nowNanos.addAndGet(STEP_NANOS);
    metrics.tick();
  }
}
