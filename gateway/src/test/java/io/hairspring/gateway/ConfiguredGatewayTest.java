package io.hairspring.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.exposition.config.HairspringConfig;
import io.hairspring.gateway.testing.Gateways;
import io.hairspring.gateway.testing.Http;
import io.hairspring.gateway.testing.Scrape;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is configured is what runs. */
class ConfiguredGatewayTest {
  private Gateway gateway;

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void prefixLabelsBucketsAndPathAreThoseConfigured() {
    gateway =
        start(
            Map.of(
                "metrics-prefix", "shop_",
                "metrics-labels", "region=eu",
                "metrics-path", "/stats",
                "latency-buckets", "0.5,30",
                "runtime-metrics", "false"));
    Http.get(gateway.url().resolve("openai/v1/models"));
    URI stats = gateway.metricsUrl().orElseThrow().resolve("stats");
    Scrape.until(
        () -> Http.get(stats).body().contains("shop_http_requests_total{region=\"eu\""),
        () -> Http.get(stats).body());
    assertThat(Http.get(stats).body())
        .containsPattern("shop_http_request_duration_seconds_bucket\\{[^}]*le=\"0.5\"}")
        .containsPattern("shop_upstream_request_duration_seconds_bucket\\{[^}]*le=\"30.0\"}")
        .contains("shop_gateway_build_info{region=\"eu\",service=\"gateway\",version=")
        .doesNotContain("jvm_memory_used_bytes");
  }

  @Test
  void latenciesAreShownInTheShapesConfigured() {
    gateway = start(Map.of("latency-shapes", "histogram,summary", "latency-gauges", "p99"));
    Http.get(gateway.url().resolve("openai/v1/models"));
    URI metrics = gateway.metricsUrl().orElseThrow().resolve("metrics");
    Scrape.until(
        () -> Http.get(metrics).body().contains("http_request_duration_seconds_bucket{"),
        () -> Http.get(metrics).body());
    assertThat(Http.get(metrics).body())
        .contains(
            "\nhttp_request_duration_quantiles_seconds{", "\nhttp_request_duration_p99_seconds{");
  }

  @Test
  void aDatabaseThatIsAwayDegradesTheGatewayAndShowsAsAGauge() {
    gateway = start(Map.of("tsdb-url", "http://127.0.0.1:1", "runtime-metrics", "false"));
    HttpResponse<String> health = get("health");
    assertThat(health.statusCode()).isEqualTo(200);
    assertThat(health.body())
        .contains("\"status\":\"degraded\"")
        .contains("\"tsdb\":\"the time-series database cannot be reached\"");
    assertThat(Scrape.of(gateway).sum("health_check_status", "check=\"tsdb\"")).isEqualTo(0.5);
    assertThat(get("ready").statusCode()).isEqualTo(200);
    assertThat(get("live").statusCode()).isEqualTo(200);
    assertThat(get("api/metrics/health").statusCode()).isEqualTo(503);
  }

  private HttpResponse<String> get(String route) {
    return Http.get(gateway.metricsUrl().orElseThrow().resolve(route));
  }

  private static Gateway start(Map<String, String> settings) {
    GatewayConfig usual = Gateways.config(List.of(), Gateways.GENEROUS);
    return Gateway.start(
        new GatewayConfig(
            usual.host(),
            0,
            usual.maxConnections(),
            List.of(),
            0,
            usual.recording(),
            new GatewayConfig.Exposure(
                HairspringConfig.load(null, Map.of("HAIRSPRING_METRICS_PORT", "0"), settings),
                Gateways.TOKEN),
            usual.proxy()));
  }
}
