package io.hairspring.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hairspring.collector.MetricsCollector;
import org.junit.jupiter.api.Test;

/** Metrics of a gateway whose names are not all free. */
class GatewayMetricsRefusedTest {
  @Test
  void nothingIsLeftOfThemAndTheOtherStays() {
    try (MetricsCollector metrics = MetricsCollector.create()) {
      metrics.gauge("gateway_route_wait_seconds", "Somebody else's.").register();
      assertThatThrownBy(() -> new GatewayMetrics(metrics))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("gateway_route_wait_seconds");
      assertThat(metrics.find("gateway_requests_total")).isEmpty();
      assertThat(metrics.find("gateway_own_duration_seconds")).isEmpty();
      assertThat(metrics.find("gateway_route_wait_seconds")).isPresent();
    }
  }
}
