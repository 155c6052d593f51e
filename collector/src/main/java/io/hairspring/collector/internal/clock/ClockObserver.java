package io.hairspring.collector.internal.clock;

/** Is told how the clock does. Called by the thread that ticks. */
public interface ClockObserver {
  /** Windows have moved. */
  void moved();

  /** The tick came so late that {@code steps} of a window were never begun; may be 0. */
  void missed(long steps);

  /** A tick threw; the next one comes all the same. */
  void failed();
}
