package io.hairspring.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an application has on its class path with the starter. */
class ClassPathTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "io.undertow.Undertow",
        "io.micrometer.prometheusmetrics.PrometheusMeterRegistry",
        "io.prometheus.metrics.model.registry.PrometheusRegistry",
        "jakarta.servlet.Servlet"
      })
  void theStarterBringsNo(String type) {
    assertThatThrownBy(() -> Class.forName(type)).isInstanceOf(ClassNotFoundException.class);
  }

  @Test
  void exactlyOneOfTheLinesIsThere() {
    assertThatCode(() -> Class.forName("org.springframework.boot.SpringApplication"))
        .doesNotThrowAnyException();
    assertThat(
            isThere("org.springframework.boot.actuate.health.HealthIndicator")
                ^ isThere("org.springframework.boot.health.contributor.HealthIndicator"))
        .isTrue();
  }

  private static boolean isThere(String type) {
    try {
      Class.forName(type);
      return true;
    } catch (ClassNotFoundException absent) {
      return false;
    }
  }
}
