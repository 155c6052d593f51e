package io.hairspring.exposition.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hairspring.collector.CollectorConfig;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.exposition.format.PrometheusText;
import io.hairspring.exposition.format.Utf8Buffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A health that is closed leaves its names to the next. */
class HealthIsClosedTest {
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theNextHasItsNames(boolean enabled) {
    MetricsCollector metrics =
        MetricsCollector.create(CollectorConfig.defaults().withPrefix("app_").withEnabled(enabled));
    Health first = health(metrics, "first");
    first.report();
    assertThatThrownBy(() -> health(metrics, "second"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("app_health_status");
    first.close();
    assertThat(lines(metrics)).noneMatch(line -> line.contains("health_"));
    try (Health second = health(metrics, "second")) {
      second.report();
      first.close();
      first.report();
      assertThat(lines(metrics))
          .filteredOn(line -> line.startsWith("app_health_"))
          .hasSize(enabled ? 3 : 0)
          .noneMatch(line -> line.contains("first"));
    }
  }

  @Test
  void aHealthThatIsRefusedLeavesNothingBehind() {
    MetricsCollector metrics = MetricsCollector.create();
    metrics.counter("health_check_timeouts_total", "Ours.").register();
    assertThatThrownBy(() -> health(metrics, "c")).isInstanceOf(IllegalArgumentException.class);
    metrics.gauge("health_status", "Free.").register();
    metrics.gauge("health_check_status", "Free.").register();
  }

  private static Health health(MetricsCollector metrics, String check) {
    return Health.builder()
        .metrics(metrics)
        .check(check, () -> CheckResult.healthy("well"))
        .build();
  }

  private static List<String> lines(MetricsCollector metrics) {
    PrometheusText format = new PrometheusText();
    Utf8Buffer buffer = new Utf8Buffer();
    format.begin(buffer);
    format.end(metrics.visit(format));
    return buffer.toString().lines().filter(line -> !line.startsWith("#")).toList();
  }
}
