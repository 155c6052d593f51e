package io.hairspring.collector;

import io.hairspring.collector.window.ClockObserver;
import io.hairspring.collector.window.WindowClock;

/** What the clock tells of itself. */
final class ClockMetrics implements ClockObserver {
  private static final double NANOS_PER_SECOND = 1e9;

  // Set once, before the clock can beat.
  private Counter moved;
  private Counter missed;
  private Counter failed;

  void register(CollectorCore core, WindowClock clock) {
    moved =
        counter(core, "hairspring_clock_beats_total", "Times at which the clock moved windows.");
    missed =
        counter(
            core,
            "hairspring_clock_steps_missed_total",
            "Steps of windows that no snapshot began, because the clock was late.");
    failed = counter(core, "hairspring_clock_failures_total", "Beats of the clock that threw.");
    new GaugeBuilder(core, "hairspring_clock_age_seconds", "Seconds since the clock's last beat.")
        .register(() -> clock.sinceBeatNanos() / NANOS_PER_SECOND);
  }

  private static Counter counter(CollectorCore core, String name, String help) {
    return new CounterBuilder(core, name, help).register();
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
