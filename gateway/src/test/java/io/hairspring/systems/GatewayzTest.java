package io.hairspring.systems;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hairspring.catalog.CacheMetrics;
import io.hairspring.catalog.DatabaseMetrics;
import io.hairspring.catalog.ExternalMetrics;
import io.hairspring.catalog.GroupSettings;
import io.hairspring.catalog.HttpServerMetrics;
import io.hairspring.catalog.RequestMetrics;
import io.hairspring.catalog.ServiceMetrics;
import io.hairspring.catalog.UpstreamMetrics;
import io.hairspring.collector.LatencyGauge;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.view.LatencyShape;
import io.hairspring.exposition.config.HairspringConfig;
import io.hairspring.gateway.real.Scraper;
import io.hairspring.gateway.testing.Http;
import io.hairspring.undertow.MetricsServer;
import io.hairspring.undertow.RequestMetricsHandler;
import io.undertow.server.HttpHandler;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** An AI gateway: its latencies are percentile gauges, and one call records a whole request. */
@Execution(ExecutionMode.CONCURRENT)
class GatewayzTest {
  private static final double[] BUCKETS = {0.1, 0.25, 0.5, 1, 2.5};

  /** What its boards ask, and the conditions of its alerts. */
  private static final List<String> QUERIES =
      List.of(
          "http_request_latency_p99_seconds",
          "rate(http_request_latency_avg_seconds[5m])",
          "rate(http_requests_total[1m])",
          "rate(http_request_errors_total[5m]) / rate(http_requests_total[5m])",
          "http_request_errors_total",
          "http_response_status_total{status=~\"5..\"}",
          "provider_error_rate",
          "provider_latency_avg_seconds",
          "rate(provider_requests_total[5m])",
          "model_error_rate",
          "model_latency_avg_seconds",
          "rate(model_requests_total[5m])",
          "cache_hit_rate",
          "rate(cache_hits_total[5m])",
          "rate(cache_misses_total[5m])",
          "rate(db_queries_total[5m])",
          "db_query_latency_avg_seconds",
          "(rate(http_request_errors_total[5m]) / rate(http_requests_total[5m])) > 0.05",
          "http_request_latency_p99_seconds > 1.0",
          "rate(provider_errors_total[5m]) / rate(provider_requests_total[5m]) > 0.2",
          "(1 - cache_hit_rate) > 0.5");

  @TempDir private Path folder;

  private final HairspringConfig config =
      HairspringConfig.load(
          null,
          Map.of(
              "HAIRSPRING_LATENCY_WINDOWS", "60s/60",
              "HAIRSPRING_LATENCY_BUCKETS", "0.1,0.25,0.5,1,2.5",
              "HAIRSPRING_RESET_TOKEN", "the-token"),
          Map.of("metrics-port", "0"));
  private final MetricsCollector metrics = MetricsCollector.create(config.collector());
  private final UpstreamMetrics providers = party("provider", LatencyGauge.values());
  private final UpstreamMetrics models = party("model", LatencyGauge.AVG);
  private final RequestMetrics requests =
      new RequestMetrics(
          metrics,
          new HttpServerMetrics(
              metrics,
              GroupSettings.http(config.latencyBuckets(), config.sizeBuckets())
                  .withLabels("requests_total", "endpoint", "method")
                  .withName("request_duration_seconds", "http_request_latency_seconds")
                  .withLabels("request_duration_seconds", "endpoint")
                  .withGauges(
                      "request_duration_seconds",
                      LatencyGauge.AVG,
                      LatencyGauge.P50,
                      LatencyGauge.P95,
                      LatencyGauge.P99)),
          providers,
          models);
  private final CacheMetrics cache = new CacheMetrics(metrics);
  private final DatabaseMetrics database =
      new DatabaseMetrics(
          metrics,
          GroupSettings.defaults()
              .withLabels("queries_total")
              .withName("query_duration_seconds", "db_query_latency_seconds")
              .withLabels("query_duration_seconds")
              .withShapes("query_duration_seconds")
              .withGauges("query_duration_seconds", LatencyGauge.AVG));
  private final ExternalMetrics external = new ExternalMetrics(metrics);
  private MetricsServer server;

  private UpstreamMetrics party(String label, LatencyGauge... gauges) {
    return new UpstreamMetrics(
        metrics,
        GroupSettings.defaults()
            .withPrefix(label + "_")
            .withLabels("requests_total", label)
            .withLabels("errors_total", label)
            .withLabels("error_rate", label)
            .withName("request_duration_seconds", label + "_latency_seconds")
            .withLabels("request_duration_seconds", label)
            .withShapes("request_duration_seconds", LatencyShape.SUMMARY)
            .withGauges("request_duration_seconds", gauges));
  }

  @BeforeEach
  void start() {
    new ServiceMetrics(metrics, GroupSettings.defaults().withPrefix("gatewayz_"));
    server = MetricsServer.builder(metrics, config).start();
  }

  @AfterEach
  void stop() {
    server.close();
    metrics.close();
  }

  private URI url(String path) {
    return URI.create(server.url()).resolve(path);
  }

  private void drive() {
    for (int i = 0; i < 9; i++) {
      requests.record("/api/chat", "POST", 200, 245_000_000, "openai", "gpt-4");
    }
    requests.record("/api/chat", "POST", 500, 900_000_000, "openai", "gpt-4");
    requests.record("/api/models", "GET", 200, 10_000_000);
  }

  @Test
  void everyRequestMetricIsThere() {
    drive();
    Scraped.of(url("metrics"))
        .has("gauge", "http_request_latency_avg_seconds", "endpoint")
        .has("gauge", "http_request_latency_p50_seconds", "endpoint")
        .has("gauge", "http_request_latency_p95_seconds", "endpoint")
        .has("gauge", "http_request_latency_p99_seconds", "endpoint")
        .has("histogram", "http_request_latency_seconds", "endpoint")
        .buckets("http_request_latency_seconds", BUCKETS)
        .value(9, "http_request_latency_seconds_bucket", "endpoint=/api/chat", "le=0.25")
        .has("counter", "http_requests_total", "endpoint", "method")
        .value(10, "http_requests_total", "endpoint=/api/chat", "method=POST")
        .value(1, "http_requests_total", "endpoint=/api/models", "method=GET")
        .has("counter", "http_request_errors_total", "endpoint", "method")
        .value(1, "http_request_errors_total", "endpoint=/api/chat", "method=POST")
        .has("counter", "http_response_status_total", "endpoint", "status")
        .value(9, "http_response_status_total", "endpoint=/api/chat", "status=200")
        .value(1, "http_response_status_total", "endpoint=/api/chat", "status=500");
  }

  @Test
  void everyProviderAndModelMetricIsThere() {
    drive();
    providers.upstream("openai", "gpt-4").tokens("prompt", 100);
    providers.upstream("openai", "gpt-4").cost(2_500_000);
    Scraped scraped = Scraped.of(url("metrics"));
    scraped
        .has("counter", "provider_requests_total", "provider")
        .value(10, "provider_requests_total", "provider=openai")
        .has("counter", "provider_errors_total", "provider")
        .value(1, "provider_errors_total", "provider=openai")
        .has("gauge", "provider_error_rate", "provider")
        .value(0.1, "provider_error_rate", "provider=openai")
        .has("gauge", "provider_latency_avg_seconds", "provider")
        .has("gauge", "provider_latency_min_seconds", "provider")
        .has("gauge", "provider_latency_max_seconds", "provider")
        .has("gauge", "provider_latency_p95_seconds", "provider")
        .has("counter", "model_requests_total", "model")
        .value(10, "model_requests_total", "model=gpt-4")
        .has("counter", "model_errors_total", "model")
        .value(1, "model_errors_total", "model=gpt-4")
        .has("gauge", "model_error_rate", "model")
        .value(0.1, "model_error_rate", "model=gpt-4")
        .has("gauge", "model_latency_avg_seconds", "model")
        .value(100, "provider_tokens_total", "model=gpt-4", "type=prompt")
        .value(2.5, "provider_cost_total", "model=gpt-4");
  }

  @Test
  void everyOtherMetricIsThere() {
    cache.hit();
    cache.hit();
    cache.hit();
    cache.miss();
    database.query("select", "users", 23_400_000);
    external.called("stripe", 1_000_000);
    external.failed("stripe", 1_000_000);
    Scraped.of(url("metrics"))
        .has("counter", "cache_hits_total")
        .value(3, "cache_hits_total")
        .value(1, "cache_misses_total")
        .has("gauge", "cache_hit_rate")
        .value(0.75, "cache_hit_rate")
        .has("counter", "db_queries_total")
        .value(1, "db_queries_total")
        .has("gauge", "db_query_latency_avg_seconds")
        .has("counter", "external_api_calls_total", "service")
        .value(2, "external_api_calls_total", "service=stripe")
        .has("counter", "external_api_errors_total", "service")
        .value(1, "external_api_errors_total", "service=stripe")
        .has("gauge", "gatewayz_uptime_seconds");
  }

  @Test
  void aFunctionIsTrackedWhetherItReturnsOrThrowsNowOrLater() {
    requests.call("/api/chat", "POST", "openai", "gpt-4").get(() -> "answer");
    requests.call("/api/models", "GET").run(() -> {});
    assertThatThrownBy(
            () ->
                requests
                    .call("/api/chat", "POST", "openai", "gpt-4")
                    .run(
                        () -> {
                          throw new IllegalStateException("no answer");
                        }))
        .hasMessage("no answer");
    CompletableFuture<String> later = new CompletableFuture<>();
    requests
        .call("/api/chat", "POST", "openai", "gpt-4")
        .<String, CompletableFuture<String>>stage(() -> later);
    Scraped.of(url("metrics")).value(1, "http_requests_in_flight");
    later.complete("answer");
    Scraped.of(url("metrics"))
        .value(0, "http_requests_in_flight")
        .value(2, "http_response_status_total", "endpoint=/api/chat", "status=200")
        .value(1, "http_response_status_total", "endpoint=/api/chat", "status=500")
        .value(1, "http_response_status_total", "endpoint=/api/models", "status=200")
        .value(3, "provider_requests_total", "provider=openai")
        .lacks("provider_requests_total", "provider=");
  }

  @Test
  void theHandlerOfTheServiceSharesTheMetrics() {
    drive();
    HttpHandler own = exchange -> exchange.getResponseSender().send("[]");
    try (Service service =
        Service.start(
            RequestMetricsHandler.builder(requests.http(), config).build(own),
            MetricsServer.builder(metrics, config).handler())) {
      service.get("/api/models");
      Scraped.until(
          service.url("/metrics"),
          s -> s.value("http_requests_total", "endpoint=/api/models", "method=GET") == 2);
    }
  }

  @Test
  void everyRouteAnswers() throws Exception {
    drive();
    JsonNode json = new ObjectMapper().readTree(Http.get(url("metrics/json")).body());
    assertThat(json.toString()).contains("http_requests_total", "\"openai\"");
    assertThat(json.at("/providers")).hasSize(1); // jq '.providers | length'
    assertThat(json.at("/providers/openai/provider_requests_total").asInt()).isEqualTo(10);
    JsonNode health = new ObjectMapper().readTree(Http.get(url("metrics/health")).body());
    assertThat(health.at("/status").asText()).isEqualTo("healthy");
    assertThat(Http.get(url("metrics/reset")).statusCode()).isEqualTo(405);
    assertThat(Http.post(url("metrics/reset"), "").statusCode()).isEqualTo(401);
    assertThat(
            Http.post(url("metrics/reset"), "", "Authorization", "Bearer the-token").statusCode())
        .isEqualTo(200);
    Scraped.of(url("metrics")).value(0, "http_requests_total", "endpoint=/api/chat");
    assertThat(Scraped.of(url("metrics")).value("provider_error_rate", "provider=openai")).isNaN();
  }

  @Test
  void itsOwnAlertsAndBoardsHaveDataInPrometheus() {
    ScheduledExecutorService traffic = Executors.newSingleThreadScheduledExecutor();
    try (Scraper prometheus = Scraper.prometheus(folder, server.port())) {
      Future<?> unused = traffic.scheduleAtFixedRate(this::move, 0, 50, TimeUnit.MILLISECONDS);
      for (String query : QUERIES) {
        prometheus.await("count(" + query + ")", series -> series >= 1);
      }
    } finally {
      traffic.shutdownNow();
    }
  }

  /** Moves whatever an alert or a panel asks for: a bad hour, in which each alert is true. */
  private void move() {
    drive();
    requests.record("/api/chat", "POST", 500, 2_000_000_000, "openai", "gpt-4");
    requests.record("/api/chat", "POST", 500, 2_000_000_000, "openai", "gpt-4");
    cache.hit();
    cache.miss();
    cache.miss();
    database.query("select", "users", 23_400_000);
  }

  @Test
  void percentilesAreThoseOfTheWindowThatHasPassed() {
    drive();
    // The window's clock moves by itself; a scrape does not move it.
    Scraped scraped =
        Scraped.until(
            url("metrics"),
            s -> s.value("http_request_latency_p50_seconds", "endpoint=/api/chat") > 0);
    assertThat(scraped.value("http_request_latency_p50_seconds", "endpoint=/api/chat"))
        .isCloseTo(0.245, within(0.005));
    assertThat(scraped.value("http_request_latency_p99_seconds", "endpoint=/api/chat"))
        .isCloseTo(0.9, within(0.01));
    assertThat(scraped.value("http_request_latency_avg_seconds", "endpoint=/api/chat"))
        .isCloseTo(0.3105, within(0.005));
  }
}
