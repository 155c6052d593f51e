package io.hairspring.exposition.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.LatencyRecorder;
import io.hairspring.collector.MetricsCollector;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A sum of more nanoseconds than 64 bits hold. */
class LongSumsTest {
  private static final int TIMES = 1_000;
  private static final Duration LATENCY = Duration.ofDays(365);

  private final MetricsCollector metrics = MetricsCollector.create(Rendered.config());

  @BeforeEach
  void record() {
    LatencyRecorder latency =
        metrics.latency("open_seconds", "Open streams.").highestTrackable(LATENCY).register();
    for (int i = 0; i < TIMES; i++) {
      latency.record(LATENCY.toNanos());
    }
  }

  @Test
  void goesOnInText() {
    assertThat(Rendered.as(new PrometheusText(), metrics, "open_seconds"))
        .contains("open_seconds_sum 31536000000\n");
    assertThat(Rendered.as(new OpenMetricsText(), metrics, "open_seconds"))
        .contains("open_seconds_sum 31536000000\n");
  }

  @Test
  void goesOnInJson() {
    assertThat(Rendered.as(new MetricsJson(), metrics, "open_seconds"))
        .contains("\"sum\":31536000000,")
        .contains("\"mean\":31536000,");
  }
}
