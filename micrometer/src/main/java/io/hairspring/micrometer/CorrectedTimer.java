package io.hairspring.micrometer;

import io.hairspring.collector.LatencyRecorder;
import java.util.concurrent.TimeUnit;

/**
 * A timer with a second view that is corrected for pauses. What the timer itself tells and shows is
 * what was measured. Any thread.
 */
final class CorrectedTimer extends HairspringTimer {
  private final PauseCorrection corrected;

  /** Creates a timer as its superclass does, with the second view. */
  CorrectedTimer(
      Id id,
      LatencyRecorder recorder,
      Maximum max,
      MeterTime time,
      double[] percentiles,
      double[] boundsNanos,
      ExemplarSource exemplars,
      PauseCorrection corrected) {
    super(id, recorder, max, time, percentiles, boundsNanos, exemplars);
    this.corrected = corrected;
  }

  @Override
  public void record(long amount, TimeUnit unit) {
    super.record(amount, unit);
    long nanos = unit.toNanos(amount);
    if (nanos >= 0) {
      corrected.record(nanos);
    }
  }
}
