package io.hairspring.undertow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.hairspring.collector.MetricsCollector;
import io.hairspring.exposition.config.MetricsPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsPathTest {
  private final MetricsCollector metrics = MetricsCollector.create();

  @Test
  void theMetricsAndWhatIsBelowThemMove() throws Exception {
    try (MetricsServer server =
        MetricsServer.builder(metrics)
            .port(0)
            .path("/internal/stats")
            .resetToken("secret")
            .start()) {
      Client client = new Client(server.port());
      assertThat(client.get("/internal/stats").body()).contains("hairspring_series ");
      assertThat(client.get("/internal/stats/json").statusCode()).isEqualTo(200);
      assertThat(client.get("/internal/stats/health").statusCode()).isEqualTo(200);
      assertThat(client.send("POST", "/internal/stats/reset").statusCode()).isEqualTo(401);
      assertThat(client.get("/internal/statsx").statusCode()).isEqualTo(404);
      assertThat(client.get("/metrics").statusCode()).isEqualTo(404);
      assertThat(client.get("/metrics/json").statusCode()).isEqualTo(404);
      assertThat(client.get("/health").statusCode()).isEqualTo(200);
      assertThat(client.get("/").body())
          .contains("href=\"internal/stats/json\"", "\"internal/stats/health\"")
          .doesNotContain("href=\"metrics", "{{");
    }
  }

  @Test
  void anotherPathOpensNoRouteThatAsksForAToken() throws Exception {
    try (MetricsServer server =
        MetricsServer.builder(metrics).port(0).path("/m").scrapeToken("secret").start()) {
      Client client = new Client(server.port());
      assertThat(client.get("/m").statusCode()).isEqualTo(401);
      assertThat(client.get("/metrics").statusCode()).isEqualTo(401);
      assertThat(client.get("/m", "Authorization", "Bearer secret").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aPathMayBeAsLongAsItMayBe() {
    String longest = "/" + "p".repeat(99);
    assertThat(MetricsPath.isUsable(longest)).isTrue();
    assertThat(MetricsPath.isUsable(longest + "p")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "metrics",
        "/metrics/",
        "//",
        "/a b",
        "/a?b",
        "/../x",
        "/health",
        "/api",
        "/api/v1",
        "/api/metrics",
        "/live",
        "/ready"
      })
  void aPathThatCannotBeIsRefused(String path) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MetricsServer.builder(metrics).path(path))
        .withMessageContaining("was \"" + path + "\"");
  }
}
