package io.hairspring.systems;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.catalog.CacheMetrics;
import io.hairspring.catalog.DatabaseMetrics;
import io.hairspring.catalog.GroupSettings;
import io.hairspring.catalog.JobMetrics;
import io.hairspring.catalog.UpstreamMetrics;
import io.hairspring.catalog.WebSocketMetrics;
import io.hairspring.collector.CallbackGauges;
import io.hairspring.collector.Counter;
import io.hairspring.collector.Family;
import io.hairspring.collector.GaugeBuilder;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.exposition.config.ConfigSettings;
import io.hairspring.exposition.config.HairspringConfig;
import io.hairspring.undertow.MetricsServer;
import io.hairspring.undertow.RequestMetricsHandler;
import io.undertow.util.Headers;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * An AI server: HTTP and WebSocket in front, executions, a database, backends, and its business.
 */
class TachikomaTest {
  private static final double[] LATENCY_BUCKETS = {
    0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10
  };
  private static final double[] SIZE_BUCKETS = {100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000};
  private static final double[] EXECUTION_BUCKETS = {0.5, 1, 2.5, 5, 10, 30, 60, 120};
  private static final double[] QUERY_BUCKETS = {
    0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1
  };
  private static final double[] BACKEND_BUCKETS = {0.1, 0.5, 1, 2.5, 5, 10, 30};

  private final HairspringConfig config =
      config(
          """
          enabled=true
          path=/metrics
          include_process_metrics=false
          global_labels=region=eu
          latency_buckets=0.001,0.005,0.01,0.025,0.05,0.1,0.25,0.5,1,2.5,5,10
          size_buckets=100,1000,10000,100000,1000000,10000000
          """);
  private final MetricsCollector metrics = MetricsCollector.create(config.collector());
  private final WebSocketMetrics sockets = new WebSocketMetrics(metrics);
  private final JobMetrics executions =
      new JobMetrics(
          metrics,
          GroupSettings.defaults()
              .withPrefix("execution_")
              .withName("runs_total", "executions_total")
              .withName("in_progress", "executions_in_progress")
              .withLabel("job", "backend")
              .withLabels("runs_total", "job", "model", "status")
              .withLabels("duration_seconds", "job", "model")
              .withLabels("tokens_total", "job", "model", "type")
              .withBuckets("duration_seconds", EXECUTION_BUCKETS));
  private final DatabaseMetrics database =
      new DatabaseMetrics(
          metrics, GroupSettings.defaults().withBuckets("query_duration_seconds", QUERY_BUCKETS));
  private final CacheMetrics cache = new CacheMetrics(metrics);
  private final UpstreamMetrics backends =
      new UpstreamMetrics(
          metrics,
          GroupSettings.defaults()
              .withPrefix("backend_")
              .withLabel("provider", "backend")
              .withLabels("requests_total", "provider", "endpoint")
              .withLabels("errors_total", "provider", "error_type")
              .withLabels("error_rate", "provider")
              .withLabels("request_duration_seconds", "provider")
              .withBuckets("request_duration_seconds", BACKEND_BUCKETS));
  private final Family<Counter> fileChanges =
      metrics.counter("file_changes_total", "File changes.").family("change_type", "status");
  private final AtomicLong missions = new AtomicLong(2);
  private final Map<String, Long> specs = new ConcurrentHashMap<>(Map.of("planned", 4L));

  private Service service;

  private static HairspringConfig config(String text) {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(text));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return HairspringConfig.read(
        ConfigSettings.builder(HairspringConfig.KEYS).properties("metrics", properties).build());
  }

  @BeforeEach
  void start() {
    metrics
        .gauge("missions_total", "Missions there are.")
        .unconventionalName()
        .register(missions::get);
    GaugeBuilder builder = metrics.gauge("specs_total", "Specs by status.");
    CallbackGauges byStatus = builder.unconventionalName().callbacks("status");
    specs.keySet().forEach(status -> byStatus.put(() -> specs.get(status), status));
    cache.watchSize(() -> 12);
    database.watchConnections(() -> 5);
    service =
        Service.start(
            RequestMetricsHandler.builder(metrics, config)
                .settings(GroupSettings.defaults().withLabel("endpoint", "path"))
                .build(
                    exchange -> {
                      exchange.getResponseHeaders().put(Headers.CONTENT_LENGTH, 4);
                      exchange.getResponseSender().send("done");
                    }),
            MetricsServer.builder(metrics, config).handler());
  }

  @AfterEach
  void stop() {
    service.close();
    metrics.close();
  }

  @Test
  void everyHttpMetricIsThere() {
    service.post("/api/v1/missions/123e4567-e89b-12d3-a456-426614174000/specs", "12345");
    String path = "path=/api/v1/missions/:id/specs";
    Scraped.until(
            service.url("/metrics"), s -> s.value("http_requests_total", path, "status=200") == 1)
        .has("counter", "http_requests_total", "method", "path", "status", "region")
        .value(1, "http_requests_total", path, "method=POST", "status=200", "region=eu")
        .has("histogram", "http_request_duration_seconds", "method", "path", "region")
        .buckets("http_request_duration_seconds", LATENCY_BUCKETS)
        .has("histogram", "http_request_size_bytes", "method", "path", "region")
        .buckets("http_request_size_bytes", SIZE_BUCKETS)
        .value(5, "http_request_size_bytes_sum", path)
        .has("histogram", "http_response_size_bytes", "method", "path", "region")
        .buckets("http_response_size_bytes", SIZE_BUCKETS)
        .value(4, "http_response_size_bytes_sum", path)
        .has("gauge", "http_requests_in_flight", "region")
        .value(0, "http_requests_in_flight");
  }

  @Test
  void pathsWithIdentifiersWithinSegmentsAreOneEndpoint() {
    for (int i = 0; i < 600; i++) {
      service.get("/files/report-" + UUID.randomUUID() + ".pdf");
    }
    service.get("/missions");
    Scraped.until(
            service.url("/metrics"),
            s -> s.value("http_requests_total", "path=/missions", "status=200") == 1)
        .value(600, "http_requests_total", "path=/files/report-:id.pdf", "status=200")
        .lacks("http_requests_total", "path=overflow");
  }

  @Test
  void aGetWithoutABodyObservesNoSizeOfARequest() {
    service.get("/missions");
    Scraped.until(
            service.url("/metrics"),
            s -> s.value("http_requests_total", "path=/missions", "status=200") == 1)
        .value(0, "http_request_size_bytes_count", "path=/missions")
        .value(1, "http_response_size_bytes_count", "path=/missions");
  }

  @Test
  void everyWebSocketAndExecutionMetricIsThere() {
    sockets.opened();
    sockets.opened();
    sockets.closed();
    sockets.received("ping");
    sockets.sent("pong");
    executions.began();
    JobMetrics.Job execution = executions.job("claude", "opus");
    execution.ran("success", 3_000_000_000L);
    execution.tokens("prompt", 120);
    execution.tokens("completion", 480);
    String[] model = {"backend=claude", "model=opus"};
    Scraped.of(service.url("/metrics"))
        .has("counter", "ws_connections_total", "region")
        .value(2, "ws_connections_total")
        .has("gauge", "ws_connections_current", "region")
        .value(1, "ws_connections_current")
        .has("counter", "ws_messages_received_total", "message_type", "region")
        .value(1, "ws_messages_received_total", "message_type=ping")
        .has("counter", "ws_messages_sent_total", "message_type", "region")
        .value(1, "ws_messages_sent_total", "message_type=pong")
        .has("counter", "executions_total", "backend", "model", "status", "region")
        .value(1, "executions_total", "backend=claude", "model=opus", "status=success")
        .has("histogram", "execution_duration_seconds", "backend", "model", "region")
        .buckets("execution_duration_seconds", EXECUTION_BUCKETS)
        .value(3, "execution_duration_seconds_sum", model)
        .has("counter", "execution_tokens_total", "backend", "model", "type", "region")
        .value(120, "execution_tokens_total", "type=prompt")
        .value(480, "execution_tokens_total", "type=completion")
        .has("gauge", "executions_in_progress", "region")
        .value(1, "executions_in_progress");
  }

  @Test
  void everyDatabaseCacheAndBackendMetricIsThere() {
    database.query("select", "missions", 2_000_000);
    cache.hit();
    cache.miss();
    backends.upstream("claude", "", "/v1/messages").answered(200, 700_000_000);
    backends.upstream("claude", "", "/v1/messages").failed(0, "timeout", 700_000_000);
    Scraped.of(service.url("/metrics"))
        .has("counter", "db_queries_total", "operation", "table", "region")
        .value(1, "db_queries_total", "operation=select", "table=missions")
        .has("histogram", "db_query_duration_seconds", "operation", "region")
        .buckets("db_query_duration_seconds", QUERY_BUCKETS)
        .has("gauge", "db_connections_current", "region")
        .value(5, "db_connections_current")
        .value(1, "cache_hits_total")
        .value(1, "cache_misses_total")
        .has("gauge", "cache_size", "region")
        .value(12, "cache_size")
        .has("counter", "backend_requests_total", "backend", "endpoint", "region")
        .value(2, "backend_requests_total", "backend=claude", "endpoint=/v1/messages")
        .has("histogram", "backend_request_duration_seconds", "backend", "region")
        .buckets("backend_request_duration_seconds", BACKEND_BUCKETS)
        .has("counter", "backend_errors_total", "backend", "error_type", "region")
        .value(1, "backend_errors_total", "backend=claude", "error_type=timeout")
        .lacks("backend_cost_total", "model=")
        .lacks("backend_tokens_total", "model=");
  }

  @Test
  void theBusinessIsShownAsItStandsInTheStorage() {
    fileChanges.with("modified", "accepted").inc();
    missions.set(3);
    specs.put("planned", 6L);
    Scraped.of(service.url("/metrics"))
        .has("untyped", "missions_total", "region")
        .value(3, "missions_total")
        .has("untyped", "specs_total", "status", "region")
        .value(6, "specs_total", "status=planned")
        .has("counter", "file_changes_total", "change_type", "status", "region")
        .value(1, "file_changes_total", "change_type=modified", "status=accepted");
  }

  @Test
  void metricsCanBeSwitchedOffAsAWhole() {
    HairspringConfig disabled = config("enabled=false");
    try (MetricsCollector off = MetricsCollector.create(disabled.collector())) {
      new JobMetrics(off).job("claude", "opus").ran("success", 1);
      try (Service quiet =
          Service.start(
              RequestMetricsHandler.builder(off, disabled).build(exchange -> {}),
              MetricsServer.builder(off, disabled).handler())) {
        assertThat(quiet.get("/anything").statusCode()).isEqualTo(200);
        assertThat(quiet.get("/metrics").body()).doesNotContain("http_requests_total{");
      }
    }
  }
}
