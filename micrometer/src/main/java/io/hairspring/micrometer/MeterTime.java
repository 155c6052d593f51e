package io.hairspring.micrometer;

import io.hairspring.collector.MetricsCollector;
import io.micrometer.core.instrument.Clock;

/**
 * The registry's time, and what moves that of its collector where no thread of the collector does.
 *
 * @param clock Micrometer's
 * @param beforeRecording null where the clock moves by itself
 * @param beforeReading null where a thread moves the collector's time
 */
record MeterTime(Clock clock, Runnable beforeRecording, Runnable beforeReading) {
  static MeterTime of(MetricsCollector metrics, Clock clock) {
    Runnable tick = metrics.config().clockThread() ? null : metrics::tick;
    return new MeterTime(clock, clock == Clock.SYSTEM ? null : tick, tick);
  }

  void recording() {
    if (beforeRecording != null) {
      beforeRecording.run();
    }
  }

  void reading() {
    if (beforeReading != null) {
      beforeReading.run();
    }
  }
}
