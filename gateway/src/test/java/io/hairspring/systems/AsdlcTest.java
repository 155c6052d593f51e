package io.hairspring.systems;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.catalog.GroupSettings;
import io.hairspring.catalog.QueueMetrics;
import io.hairspring.collector.LatencyRecorder;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.source.MetricsSink;
import io.hairspring.collector.source.SourceFamily;
import io.hairspring.exposition.config.HairspringConfig;
import io.hairspring.gateway.real.RealRedis;
import io.hairspring.gateway.real.Scraper;
import io.hairspring.undertow.MetricsServer;
import io.hairspring.undertow.RequestMetricsHandler;
import io.undertow.server.HttpHandler;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** An orchestrator and its workers: two services in one process, Redis, and VictoriaMetrics. */
@Execution(ExecutionMode.CONCURRENT)
class AsdlcTest {
  private static final double[] HTTP_BUCKETS = {
    0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10
  };
  private static final double[] REDIS_BUCKETS = {0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5};

  private static final String RANGE =
      "/api/metrics/query_range?query=asdlc_service_info&start=%d&end=%d&step=5s";

  @TempDir private Path folder;
  @TempDir private Path redisFolder;
  private final MetricsCollector orchestratorMetrics = collector("orchestrator");
  private final MetricsCollector workerMetrics = collector("workers");
  private QueueMetrics tasks;
  private LatencyRecorder redisTime;
  private RealRedis redis;
  private Service orchestrator;
  private Service workers;
  private Service dashboard; // null unless a test starts it

  private static HairspringConfig config(String service) {
    return HairspringConfig.load(
        null,
        Map.of(
            "HAIRSPRING_METRICS_PREFIX", "asdlc_",
            "HAIRSPRING_METRICS_LABELS", "service=" + service,
            "HAIRSPRING_LATENCY_BUCKETS", "0.005,0.01,0.025,0.05,0.1,0.25,0.5,1,2.5,5,10"),
        Map.of());
  }

  private static MetricsCollector collector(String service) {
    MetricsCollector metrics = MetricsCollector.create(config(service).collector());
    metrics.info("service_info", "Service metadata.", Map.of("version", "0.1.0"));
    return metrics;
  }

  @BeforeEach
  void start() {
    redis = RealRedis.start(redisFolder);
    redisTime =
        orchestratorMetrics
            .latency("redis_operation_duration_seconds", "Redis operation latency.")
            .buckets(REDIS_BUCKETS)
            .family("operation")
            .with("ping");
    orchestratorMetrics
        .source("redis", this::redis)
        .families(SourceFamily.gauge("redis_connection_up", "Redis connection, 1=up, 0=down."))
        .timeLimit(Duration.ofSeconds(2))
        .register();
    orchestratorMetrics
        .source("memory", AsdlcTest::memory)
        .families(SourceFamily.gauge("process_memory_bytes", "Process memory.", "type"))
        .register();
    tasks =
        new QueueMetrics(
            workerMetrics,
            GroupSettings.defaults()
                .withName("processed_total", "events_processed_total")
                .withLabels("processed_total", "event_type", "status")
                .withName("tasks_active", "active_tasks")
                .without("workers_active", "size", "errors_total", "processing_duration_seconds"));
    workerMetrics
        .source("worker pool", sink -> sink.gauge("active_workers", 4))
        .families(SourceFamily.gauge("active_workers", "Active worker threads."))
        .register();
    orchestrator = service(orchestratorMetrics, config("orchestrator"));
    workers = service(workerMetrics, config("workers"));
  }

  private static Service service(MetricsCollector metrics, HairspringConfig config) {
    HttpHandler own = exchange -> exchange.getResponseSender().send("done");
    return Service.start(
        RequestMetricsHandler.builder(metrics, config)
            .settings(
                GroupSettings.defaults()
                    .withLabels("requests_total", "method", "endpoint", "status")
                    .withLabels("request_duration_seconds", "method", "endpoint"))
            .build(own),
        MetricsServer.builder(metrics, config).handler());
  }

  private void redis(MetricsSink sink) {
    long startNanos = redisTime.start();
    try {
      redis.ping();
      sink.gauge("redis_connection_up", 1);
    } catch (IOException away) {
      sink.gauge("redis_connection_up", 0);
    } finally {
      redisTime.stop(startNanos);
    }
  }

  private static void memory(MetricsSink sink) {
    Runtime runtime = Runtime.getRuntime();
    sink.gauge(
        "process_memory_bytes", (double) (runtime.totalMemory() - runtime.freeMemory()), "used");
    sink.gauge("process_memory_bytes", (double) runtime.totalMemory(), "committed");
  }

  @AfterEach
  void stop() {
    orchestrator.close();
    workers.close();
    if (dashboard != null) {
      dashboard.close();
    }
    orchestratorMetrics.close();
    workerMetrics.close();
    redis.close();
  }

  @Test
  void everyMetricOfTheOrchestratorIsThere() {
    orchestrator.get("/runs/17");
    orchestrator.get("/metrics"); // is not measured itself
    Scraped.until(
            orchestrator.url("/metrics"),
            s -> s.value("asdlc_http_requests_total", "endpoint=/runs/:id") == 1)
        .allStartWith("asdlc_")
        .has("gauge", "asdlc_service_info", "service", "version")
        .value(1, "asdlc_service_info", "service=orchestrator", "version=0.1.0")
        .has("counter", "asdlc_http_requests_total", "service", "method", "endpoint", "status")
        .lacks("asdlc_http_requests_total", "endpoint=/metrics")
        .has("histogram", "asdlc_http_request_duration_seconds", "service", "method", "endpoint")
        .buckets("asdlc_http_request_duration_seconds", HTTP_BUCKETS)
        .has("gauge", "asdlc_redis_connection_up", "service")
        .value(1, "asdlc_redis_connection_up", "service=orchestrator")
        .has("histogram", "asdlc_redis_operation_duration_seconds", "service", "operation")
        .buckets("asdlc_redis_operation_duration_seconds", REDIS_BUCKETS)
        .has("gauge", "asdlc_process_memory_bytes", "service", "type");
  }

  @Test
  void everyMetricOfTheWorkersIsThere() {
    tasks.tasks().inc();
    tasks.items("deploy").succeeded(1_000);
    tasks.items("deploy").failed(1_000);
    Scraped.of(workers.url("/metrics"))
        .allStartWith("asdlc_")
        .value(1, "asdlc_service_info", "service=workers")
        .has("counter", "asdlc_events_processed_total", "service", "event_type", "status")
        .value(1, "asdlc_events_processed_total", "event_type=deploy", "status=success")
        .value(1, "asdlc_events_processed_total", "event_type=deploy", "status=failed")
        .has("gauge", "asdlc_active_tasks", "service")
        .value(1, "asdlc_active_tasks")
        .has("gauge", "asdlc_active_workers", "service")
        .value(4, "asdlc_active_workers", "service=workers");
  }

  @Test
  void aRedisThatGoesAwayIsSeenAndSoIsItsReturn() {
    URI metrics = orchestrator.url("/metrics");
    Scraped.of(metrics).value(1, "asdlc_redis_connection_up");
    redis.close();
    Scraped.of(metrics).value(0, "asdlc_redis_connection_up");
    redis.restart();
    Scraped.of(metrics).value(1, "asdlc_redis_connection_up");
  }

  @Test
  void aSourceThatFailsGivesNothingAndIsCounted() {
    orchestratorMetrics
        .source(
            "broken",
            sink -> {
              sink.gauge("half", 1);
              throw new IOException("cannot tell");
            })
        .families(SourceFamily.gauge("half", "Half told."))
        .register();
    Scraped scraped =
        Scraped.of(orchestrator.url("/metrics"))
            .lacks("asdlc_half")
            .value(1, "asdlc_redis_connection_up");
    assertThat(scraped.value("hairspring_source_failures_total", "source=broken"))
        .isGreaterThanOrEqualTo(1);
  }

  @Test
  void aDashboardAsksVictoriaMetricsThroughTheService() {
    long now = Instant.now().getEpochSecond();
    try (Scraper victoria = Scraper.victoriaMetrics(folder, orchestrator.port(), workers.port())) {
      victoria.await("count(asdlc_service_info)", count -> count == 2);
      dashboard = asking(victoria.url());
      assertThat(dashboard.get("/api/metrics/services").body())
          .isEqualTo("[\"orchestrator\",\"workers\"]");
      assertThat(dashboard.get(RANGE.formatted(now - 60, now + 60)).body())
          .contains("\"resultType\":\"matrix\"", "orchestrator", "workers");
      assertThat(dashboard.get("/api/metrics/health").body()).contains("\"healthy\"");
    }
    assertThat(dashboard.get(RANGE.formatted(now - 60, now)).statusCode()).isEqualTo(503);
    assertThat(dashboard.get("/api/metrics/health").body()).contains("\"unhealthy\"");
    assertThat(dashboard.get("/api/metrics/services").body())
        .isEqualTo("[\"orchestrator\",\"workers\"]"); // those it was told to fall back on
  }

  private static Service asking(URI victoria) {
    HairspringConfig config =
        HairspringConfig.load(
            null,
            Map.of(
                "HAIRSPRING_VICTORIAMETRICS_URL", victoria.toString(),
                "HAIRSPRING_TSDB_INFO_METRIC", "asdlc_service_info",
                "HAIRSPRING_TSDB_SERVICES", "orchestrator,workers"),
            Map.of());
    return service(MetricsCollector.create(config.collector()), config);
  }
}
