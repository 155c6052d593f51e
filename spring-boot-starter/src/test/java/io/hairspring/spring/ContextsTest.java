package io.hairspring.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.CollectorConfig;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.micrometer.HairspringMeterConfig;
import io.hairspring.micrometer.HairspringMeterRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What a context makes, several of them in one JVM. */
class ContextsTest {
  private static final String UP = "process_uptime_seconds ";

  @Test
  void aContextMayFollowAnotherAndStandBesideOne() throws IOException {
    try (Gateway first = Gateway.start()) {
      try (Gateway second = Gateway.start("management.hairspring.collector.labels.node=b")) {
        first.get("/orders/7");
        assertThat(first.page()).contains(UP);
        assertThat(second.page()).contains("process_uptime_seconds{node=\"b\"} ");
        assertThat(second.page()).doesNotContain("routeId=\"orders\"");
        assertThat(first.bean(MetricsCollector.class))
            .isNotSameAs(second.bean(MetricsCollector.class));
      }
      // Over HTTP it would not answer: Boot ends the event loops, which contexts share.
      assertThat(first.bean(HairspringMeterRegistry.class).scrape()).contains(UP);
    }
    try (Gateway third = Gateway.start()) {
      assertThat(third.page()).contains(UP).doesNotContain("routeId=\"orders\"");
    }
  }

  @Test
  void keysSayHowMetersAreShownAndTheCollectorIs() throws IOException {
    try (Gateway gateway =
        Gateway.start(
            "management.hairspring.metrics.export.step=10s",
            "management.prometheus.metrics.export.step=20s",
            "management.prometheus.metrics.export.descriptions=false",
            "management.hairspring.metrics.export.native-histograms=true",
            "management.hairspring.collector.max-series=17",
            "management.hairspring.collector.latency-windows=30s,5m",
            "management.hairspring.collector.idle-limit=1h",
            "management.endpoint.health.show-details=always")) {
      assertThat(gateway.bean(HairspringMeterConfig.class))
          .isEqualTo(
              HairspringMeterConfig.defaults()
                  .withStep(Duration.ofSeconds(10))
                  .withDescriptions(false)
                  .withNativeHistograms(true));
      CollectorConfig config = gateway.bean(MetricsCollector.class).config();
      assertThat(config.maxSeries()).isEqualTo(17);
      assertThat(config.idleLimit()).isEqualTo(Duration.ofHours(1));
      assertThat(config.windows())
          .extracting(window -> window.length())
          .containsExactly(Duration.ofSeconds(30), Duration.ofMinutes(5));
      assertThat(Gateway.text(gateway.get("/actuator/health")))
          .contains("\"hairspring\":{")
          .contains("\"clockMoving\":true");
    }
  }

  @Test
  void anExportThatIsOffLeavesTheCollectorAndItsPage() throws IOException {
    try (Gateway gateway =
        Gateway.start(
            List.of(Own.class),
            "management.prometheus.metrics.export.enabled=false",
            "management.hairspring.gateway.enabled=false",
            "management.health.hairspring.enabled=false",
            "management.endpoint.health.show-details=always")) {
      assertThat(gateway.bean(MeterRegistry.class)).isNotInstanceOf(HairspringMeterRegistry.class);
      gateway.bean(MetricsCollector.class).counter("own_total", "Own.").register().inc();
      assertThat(gateway.page())
          .contains("own_total 1")
          .doesNotContain(UP)
          .doesNotContain("gateway_requests");
      assertThat(Gateway.text(gateway.get("/actuator/health"))).doesNotContain("hairspring");
      assertThat(gateway.bean(MetricsCollector.class)).isSameAs(Own.metrics);
    }
  }

  /** A collector that an application makes itself. */
  @Configuration(proxyBeanMethods = false)
  static class Own {
    private static MetricsCollector metrics;

    @Bean
    MetricsCollector metrics() {
      metrics = MetricsCollector.create();
      return metrics;
    }
  }
}
