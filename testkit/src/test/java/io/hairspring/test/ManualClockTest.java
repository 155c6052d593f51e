package io.hairspring.test;

import static io.hairspring.test.MetricsAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hairspring.collector.CollectorConfig;
import io.hairspring.collector.LatencyRecorder;
import io.hairspring.collector.MetricsCollector;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Time that a test moves. */
class ManualClockTest {
  private final ManualClock clock = new ManualClock();

  @Test
  void windowsMoveWithTheClockAndMissNoStep() {
    try (MetricsCollector metrics = clock.collector()) {
      LatencyRecorder calls = metrics.latency("call_seconds", "Calls.").register();
      calls.record(1_000_000);
      assertThat(metrics)
          .latency("call_seconds")
          .hasQuantileBetween(1, Duration.ofNanos(990_000), Duration.ofNanos(1_010_000));
      clock.advance(Duration.ofMinutes(10));
      calls.record(5_000_000);
      assertThat(metrics)
          .latency("call_seconds")
          .hasCount(2)
          .hasQuantileBetween(0, Duration.ofNanos(4_900_000), Duration.ofNanos(5_100_000));
      assertThat(metrics).counter("hairspring_clock_steps_missed_total").hasValue(0);
    }
  }

  @Test
  void bothTimesAgreeAndStandStill() {
    long before = clock.nanoTime();
    clock.advance(Duration.ofMillis(1));
    assertThat(clock.nanoTime() - before).isEqualTo(1_000_000);
    assertThat(clock.millis()).isEqualTo(new ManualClock().millis() + 1);
    assertThatThrownBy(() -> clock.advance(Duration.ofMillis(-1)))
        .hasMessage("time must not be negative, was PT-0.001S");
  }

  @Test
  void idleSeriesHideWhenTheirTimeHasPassed() {
    CollectorConfig config = CollectorConfig.defaults().withIdleLimit(Duration.ofHours(1));
    try (MetricsCollector metrics = clock.collector(config)) {
      metrics.counter("orders_total", "Orders.").register().inc();
      clock.advance(Duration.ofMinutes(5));
      assertThat(metrics).counter("orders_total").hasValue(1);
      clock.advance(Duration.ofHours(3));
      assertThat(metrics).hasNo("orders_total");
    }
  }
}
