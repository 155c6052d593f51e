package io.hairspring.collector.internal.self;

import io.hairspring.collector.Counter;
import io.hairspring.collector.internal.clock.WindowClock;

/** What the clock tells of itself. */
public final class ClockMetrics implements WindowClock.Observer {
  private static final double NANOS_PER_SECOND = 1e9;

  // Set once, before the clock can tick.
  private Counter moved;
  private Counter missed;
  private Counter failed;

  public void register(OwnInstruments own, WindowClock clock) {
    moved = own.counter("hairspring_clock_ticks_total", "Times at which the clock moved windows.");
    missed =
        own.counter(
            "hairspring_clock_steps_missed_total",
            "Steps of windows that no snapshot began, because the clock was late.");
    failed = own.counter("hairspring_clock_failures_total", "Ticks of the clock that threw.");
    own.gauge(
        "hairspring_clock_age_seconds",
        "Seconds since the clock's last tick.",
        () -> clock.sinceTickNanos() / NANOS_PER_SECOND);
  }

  @Override
  public void moved() {
    moved.inc();
  }

  @Override
  public void missed(long steps) {
    missed.add(steps);
  }

  @Override
  public void failed() {
    failed.inc();
  }
}
