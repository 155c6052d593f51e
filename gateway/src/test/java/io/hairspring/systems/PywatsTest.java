package io.hairspring.systems;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.catalog.CacheMetrics;
import io.hairspring.catalog.CallMetrics;
import io.hairspring.catalog.GroupSettings;
import io.hairspring.catalog.HttpClientMetrics;
import io.hairspring.catalog.JobMetrics;
import io.hairspring.catalog.QueueMetrics;
import io.hairspring.catalog.ServiceMetrics;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.source.SourceFamily;
import io.hairspring.exposition.config.ConfigSettings;
import io.hairspring.exposition.config.HairspringConfig;
import io.hairspring.exposition.health.Health;
import io.hairspring.gateway.real.Board;
import io.hairspring.gateway.real.Scraper;
import io.hairspring.gateway.testing.Http;
import io.hairspring.undertow.MetricsServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A client of a test-data service: HTTP, cache, queue, converters, and the machine it runs on. */
@Execution(ExecutionMode.CONCURRENT)
class PywatsTest {
  private static final double[] API_BUCKETS = {0.01, 0.05, 0.1, 0.5, 1, 5, 10};

  /** What its guide asks. Errors and requests have other labels each, so they are added up. */
  private static final List<String> QUERIES =
      List.of(
          "rate(pywats_http_requests_total[5m])",
          "histogram_quantile(0.95, rate(pywats_http_request_duration_seconds_bucket[5m]))",
          "sum(rate(pywats_http_errors_total[5m])) / sum(rate(pywats_http_requests_total[5m]))",
          "rate(pywats_cache_hits_total[5m])"
              + " / (rate(pywats_cache_hits_total[5m]) + rate(pywats_cache_misses_total[5m]))",
          "pywats_queue_size > 100");

  @TempDir private Path folder;
  private final AtomicBoolean connected = new AtomicBoolean(true);
  private Client client;

  /** The client, as its configuration has it: {@code enable_metrics} and {@code metrics_port}. */
  private final class Client implements AutoCloseable {
    private final MetricsCollector metrics;
    private final HttpClientMetrics http;
    private final CacheMetrics cache;
    private final QueueMetrics queue;
    private final JobMetrics converters;
    private final CallMetrics calls;
    private final Health health;
    private final MetricsServer server;

    private final CacheMetrics answers;

    Client(boolean enableMetrics, int metricsPort) {
      HairspringConfig config = config(enableMetrics, metricsPort);
      metrics = MetricsCollector.create(config.collector());
      http =
          new HttpClientMetrics(
              metrics,
              GroupSettings.http(config.latencyBuckets(), config.sizeBuckets())
                  .withPrefix("http_")
                  .withLabels("requests_total", "method", "endpoint", "status"));
      cache = new CacheMetrics(metrics, GroupSettings.defaults().withPercent("hit_rate"));
      cache.watchSize(() -> 40);
      cache.watchSizeBytes(() -> 40_000);
      answers =
          new CacheMetrics(
              metrics,
              GroupSettings.defaults()
                  .withPrefix("answer_cache_")
                  .withLabels("hits_total", "endpoint")
                  .withLabels("misses_total", "endpoint")
                  .withLabels("hit_rate", "endpoint"));
      queue = new QueueMetrics(metrics);
      queue.watchSize(() -> 101);
      converters =
          new JobMetrics(
              metrics,
              GroupSettings.defaults()
                  .withPrefix("converter_")
                  .withLabel("job", "converter")
                  .withBuckets("duration_seconds", API_BUCKETS));
      calls = new CallMetrics(metrics);
      new ServiceMetrics(metrics);
      metrics
          .source(
              "system",
              sink -> {
                sink.gauge("cpu_usage_percent", 12.5);
                sink.gauge("memory_usage_bytes", 1_000_000);
                sink.gauge("memory_percent", 3.5);
                sink.gauge("threads_active", Thread.activeCount());
              })
          .families(
              SourceFamily.gauge("cpu_usage_percent", "CPU utilisation."),
              SourceFamily.gauge("memory_usage_bytes", "Memory usage."),
              SourceFamily.gauge("memory_percent", "Share of the memory."),
              SourceFamily.gauge("threads_active", "Threads."))
          .every(Duration.ofSeconds(60))
          .register();
      health = Health.builder().readyWhen("connected", connected::get).build();
      server = MetricsServer.builder(metrics, config).health(health).start();
    }

    URI url(String path) {
      return URI.create(server.url()).resolve(path);
    }

    @Override
    public void close() {
      server.close();
      health.close();
      metrics.close();
    }
  }

  private static ConfigSettings.Builder settings() {
    return ConfigSettings.builder(HairspringConfig.KEYS)
        .otherwise("metrics_port", "9090")
        .set("namespace", "pywats_")
        .set("latency-buckets", "0.01,0.05,0.1,0.5,1,5,10");
  }

  private static HairspringConfig config(boolean enableMetrics, int metricsPort) {
    Properties properties = new Properties();
    properties.setProperty("enable_metrics", Boolean.toString(enableMetrics));
    properties.setProperty("metrics_port", Integer.toString(metricsPort));
    return HairspringConfig.read(settings().properties("client", properties).build());
  }

  @AfterEach
  void stop() {
    if (client != null) {
      client.close();
    }
  }

  private void drive() {
    client.http.answered("/api/report", "GET", 200, 20_000_000, 100, 5_000);
    client.http.answered("/api/report", "POST", 503, 200_000_000, 900, 10);
    client.http.failed("/api/report", "GET", "timeout", 5_000_000_000L);
    client.cache.hit();
    client.cache.hit();
    client.cache.hit();
    client.cache.miss();
    client.cache.evicted();
    client.queue.workers().set(2);
    client.queue.items("").succeeded(1_000_000);
    client.queue.items("").failed(1_000_000);
    client.converters.job("xml").ran("success", 50_000_000);
    client.converters.job("xml").files(7);
  }

  @Test
  void everyHttpAndCacheMetricIsThere() {
    client = new Client(true, 0);
    drive();
    Scraped.of(client.url("metrics"))
        .allStartWith("pywats_")
        .has("counter", "pywats_http_requests_total", "method", "endpoint", "status")
        .value(1, "pywats_http_requests_total", "method=GET", "status=200")
        .value(1, "pywats_http_requests_total", "method=POST", "status=503")
        .has("histogram", "pywats_http_request_duration_seconds", "method", "endpoint")
        .buckets("pywats_http_request_duration_seconds", API_BUCKETS)
        .has("histogram", "pywats_http_request_size_bytes", "method", "endpoint")
        .value(900, "pywats_http_request_size_bytes_sum", "method=POST")
        .has("histogram", "pywats_http_response_size_bytes", "method", "endpoint")
        .value(5_000, "pywats_http_response_size_bytes_sum", "method=GET")
        .has("counter", "pywats_http_errors_total", "method", "endpoint", "error_type")
        .value(1, "pywats_http_errors_total", "error_type=timeout")
        .value(1, "pywats_http_errors_total", "error_type=status_5xx")
        .has("counter", "pywats_cache_hits_total")
        .value(3, "pywats_cache_hits_total")
        .value(1, "pywats_cache_misses_total")
        .value(1, "pywats_cache_evictions_total")
        .has("gauge", "pywats_cache_size")
        .value(40, "pywats_cache_size")
        .has("gauge", "pywats_cache_hit_rate")
        .value(75, "pywats_cache_hit_rate");
  }

  @Test
  void everyQueueConverterAndSystemMetricIsThere() {
    client = new Client(true, 0);
    drive();
    Scraped.of(client.url("metrics"))
        .has("gauge", "pywats_queue_size")
        .value(101, "pywats_queue_size")
        .has("counter", "pywats_queue_processed_total")
        .value(2, "pywats_queue_processed_total")
        .has("counter", "pywats_queue_errors_total")
        .value(1, "pywats_queue_errors_total")
        .has("gauge", "pywats_queue_workers_active")
        .value(2, "pywats_queue_workers_active")
        .has("counter", "pywats_converter_runs_total", "converter", "status")
        .value(1, "pywats_converter_runs_total", "converter=xml", "status=success")
        .has("histogram", "pywats_converter_duration_seconds", "converter")
        .has("counter", "pywats_converter_files_processed_total", "converter")
        .value(7, "pywats_converter_files_processed_total", "converter=xml")
        .has("gauge", "pywats_cpu_usage_percent")
        .value(12.5, "pywats_cpu_usage_percent")
        .has("gauge", "pywats_memory_usage_bytes")
        .value(1_000_000, "pywats_memory_usage_bytes")
        .has("gauge", "pywats_memory_percent")
        .value(3.5, "pywats_memory_percent")
        .has("gauge", "pywats_threads_active")
        .has("gauge", "pywats_uptime_seconds");
  }

  @Test
  void theDefaultsAreThoseOfTheClient() {
    HairspringConfig config = HairspringConfig.read(settings().build());
    assertThat(config.port()).isEqualTo(9090);
    assertThat(config.collector().enabled()).isTrue();
  }

  @Test
  void aWrapperMovesTheHttpMetrics() {
    client = new Client(true, 0);
    assertThat(client.http.call("/api/report", "PUT").get(() -> "sent")).isEqualTo("sent");
    Scraped.of(client.url("metrics"))
        .value(1, "pywats_http_requests_total", "method=PUT", "status=200")
        .value(1, "pywats_http_request_duration_seconds_count", "method=PUT")
        .value(0, "pywats_http_request_size_bytes_count", "method=PUT")
        .value(0, "pywats_http_requests_in_flight");
  }

  @Test
  void eachEndpointHasAHitRate() {
    client = new Client(true, 0);
    client.answers.hit("/api/report");
    client.answers.miss("/api/report");
    client.answers.miss("/api/unit");
    Scraped.of(client.url("metrics"))
        .value(0.5, "pywats_answer_cache_hit_rate", "endpoint=/api/report")
        .value(0, "pywats_answer_cache_hit_rate", "endpoint=/api/unit");
  }

  @Test
  void theMetricsAreJsonForThoseWhoAskForIt() {
    client = new Client(true, 0);
    drive();
    assertThat(Http.get(client.url("metrics"), "Accept", "application/json").body())
        .startsWith("{")
        .contains("pywats_cache_hits_total");
  }

  @Test
  void aWrapperTimesAnyCall() {
    client = new Client(true, 0);
    assertThat(client.calls.call("upload").get(() -> "sent")).isEqualTo("sent");
    Scraped.of(client.url("metrics"))
        .value(1, "pywats_calls_total", "call=upload")
        .value(1, "pywats_call_duration_seconds_count", "call=upload");
  }

  @Test
  void allFourRoutesAnswerOnOnePort() {
    client = new Client(true, 0);
    for (String route : new String[] {"health", "ready", "live", "metrics"}) {
      assertThat(Http.get(client.url(route)).statusCode()).as(route).isEqualTo(200);
    }
    connected.set(false);
    assertThat(Http.get(client.url("ready")).statusCode()).isEqualTo(503);
    assertThat(Http.get(client.url("live")).statusCode()).isEqualTo(200);
  }

  @Test
  void itsQueriesAndBoardsHaveDataInPrometheus() throws Exception {
    client = new Client(true, 0);
    ScheduledExecutorService traffic = Executors.newSingleThreadScheduledExecutor();
    try (Scraper prometheus = Scraper.prometheus(folder, client.server.port())) {
      Future<?> unused = traffic.scheduleAtFixedRate(this::drive, 0, 50, TimeUnit.MILLISECONDS);
      for (String query : QUERIES) {
        prometheus.await("count(" + query + ")", series -> series >= 1);
      }
      for (List<String> panel : panels()) {
        prometheus.await("count((" + String.join(") or (", panel) + "))", series -> series >= 1);
      }
    } finally {
      traffic.shutdownNow();
    }
  }

  /** Returns the panels of its three boards: the ones in the tree, with its own names. */
  private static List<List<String>> panels() throws IOException {
    List<List<String>> panels = new ArrayList<>();
    panels.addAll(Board.panels("http", Map.of("prefix", "pywats_", "errors", "errors_total")));
    panels.addAll(Board.panels("cache", Map.of("prefix", "pywats_")));
    panels.addAll(Board.panels("queue", Map.of("prefix", "pywats_", "jobs", "converter_")));
    return panels;
  }

  @Test
  void everythingGoesOnWorkingWhenMetricsAreOff() {
    client = new Client(false, 0);
    drive();
    assertThat(client.calls.call("upload").get(() -> "sent")).isEqualTo("sent");
    assertThat(Http.get(client.url("metrics")).body()).doesNotContain("pywats_");
    assertThat(Http.get(client.url("health")).statusCode()).isEqualTo(200);
  }
}
