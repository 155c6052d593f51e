package io.hairspring.collector.internal.latency;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.CollectorConfig;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.WindowSettings;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WindowSnapshotsTest {
  private long nowNanos = 5;
  private final MetricsCollector metrics =
      MetricsCollector.create(
          CollectorConfig.defaults().withTicker(() -> nowNanos).withClockThread(false));
  private final StripedLatencyRecorder latency =
      (StripedLatencyRecorder)
          metrics
              .latency("call_seconds", "Calls.")
              .windows(
                  new WindowSettings(Duration.ofSeconds(10), 10),
                  new WindowSettings(Duration.ofSeconds(60), 6))
              .register();

  @Test
  void oneSnapshotMoreThanAWindowHasStepsIsKept() {
    for (int second = 1; second <= 300; second++) {
      latency.record(second);
      nowNanos += TimeUnit.SECONDS.toNanos(1);
      metrics.tick();
      assertThat(latency.snapshots().of(0)).hasSizeLessThanOrEqualTo(11);
      assertThat(latency.snapshots().of(1)).hasSizeLessThanOrEqualTo(7);
    }
    assertThat(latency.window().count()).isEqualTo(9);
  }
}
