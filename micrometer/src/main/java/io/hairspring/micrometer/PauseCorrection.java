package io.hairspring.micrometer;

import io.hairspring.collector.LatencyRecorder;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * The corrected view of one timer: all that was measured, and besides what calls would have
 * measured that a pause kept from coming, had they come at the rate of the last seconds. Any thread
 * records; one alone, that watches for pauses, corrects.
 */
final class PauseCorrection {
  private static final long LEAST_SPAN_NANOS = TimeUnit.SECONDS.toNanos(1); // to tell a rate

  private final LatencyRecorder recorder;
  private final Maximum max;
  private final LongAdder calls = new LongAdder();

  // Since when the rate is taken, and since when it will be after the next turn. Whoever watches.
  private Mark from;
  private Mark next;

  /**
   * Creates a view.
   *
   * @param nowNanos by the clock of whoever watches
   */
  PauseCorrection(LatencyRecorder recorder, Maximum max, long nowNanos) {
    this.recorder = recorder;
    this.max = max;
    from = new Mark(nowNanos, 0);
    next = from;
  }

  /** Takes what was measured, which is not negative. */
  void record(long nanos) {
    calls.increment();
    add(nanos);
  }

  private void add(long nanos) {
    max.offer(nanos);
    recorder.record(nanos);
  }

  /** Lets the rate be one of later calls from now on. */
  void turn(long nowNanos) {
    from = next;
    next = new Mark(nowNanos, calls.sum());
  }

  /** Adds what a pause that is just over kept from coming. */
  void paused(long nanos, long nowNanos) {
    long came = calls.sum() - from.calls;
    long span = nowNanos - nanos - from.nanos; // no call comes in a pause, so none is of its time
    from = from.later(nanos);
    next = next.later(nanos);
    if (came == 0 || span < LEAST_SPAN_NANOS) {
      return;
    }
    long interval = Math.max(span / came, 1);
    for (long missed = nanos - interval; missed >= interval; missed -= interval) {
      add(missed);
    }
  }

  /** A time, and how many calls had come; without pauses since. */
  private record Mark(long nanos, long calls) {
    Mark later(long paused) {
      return new Mark(nanos + paused, calls);
    }
  }
}
