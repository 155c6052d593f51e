package io.hairspring.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hairspring.collector.Counter;
import io.hairspring.collector.EventSettings;
import io.hairspring.collector.Family;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.catalog.CacheMetrics;
import io.hairspring.collector.catalog.GroupSettings;
import io.hairspring.collector.catalog.HttpServerMetrics;
import io.hairspring.collector.catalog.JobMetrics;
import io.hairspring.collector.catalog.QueueMetrics;
import io.hairspring.collector.catalog.UpstreamMetrics;
import io.hairspring.exposition.http.MetricsServer;
import io.hairspring.exposition.http.RequestRing;
import io.hairspring.gateway.real.Scraper;
import io.hairspring.runtime.RuntimeMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The dashboards in the tree are ones that Grafana can load, and every panel, like every query of
 * the guide, shows something.
 */
@Execution(ExecutionMode.CONCURRENT)
class DashboardsTest {
  private static final Path FOLDER = Path.of("..", "src", "monitoring", "grafana");
  private static final Path GUIDE = Path.of("..", "docs", "promql.md");
  private static final Pattern GUIDE_QUERY = Pattern.compile("```promql\n(.*?)\n```");
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  private final MetricsCollector metrics = MetricsCollector.create();
  private final HttpServerMetrics http =
      new HttpServerMetrics(
          metrics, GroupSettings.defaults().withBuckets("request_duration_seconds", 0.01, 0.1, 1));
  private final UpstreamMetrics upstreams = new UpstreamMetrics(metrics); // shown as summaries
  private final CacheMetrics cache = new CacheMetrics(metrics);
  private final QueueMetrics queue = new QueueMetrics(metrics);
  private final JobMetrics jobs = new JobMetrics(metrics);
  private final Family<Counter> full =
      metrics.counter("full_total", "Full.").maxSeries(1).family("label");

  @ParameterizedTest
  @ValueSource(strings = {"http", "cache", "queue", "gateway"})
  void aDashboardHasWhatGrafanaAsksFor(String name) throws IOException {
    JsonNode dashboard = dashboard(name);
    assertThat(dashboard.at("/uid").asText()).isEqualTo("hairspring-" + name);
    assertThat(dashboard.at("/title").asText()).isNotBlank();
    Set<Integer> ids = new HashSet<>();
    Set<String> titles = new HashSet<>();
    for (JsonNode panel : dashboard.at("/panels")) {
      assertThat(ids.add(panel.at("/id").asInt())).as(panel.at("/title").asText()).isTrue();
      assertThat(titles.add(panel.at("/title").asText())).isTrue();
      assertThat(panel.at("/datasource/uid").asText()).isEqualTo("${datasource}");
      assertThat(panel.at("/gridPos/w").asInt()).isPositive();
    }
  }

  @Test
  void everyPanelAndTheGuideShowSomethingInARealPrometheus() throws Exception {
    watch();
    ScheduledExecutorService traffic = Executors.newSingleThreadScheduledExecutor();
    RequestRing ring = RequestRing.start(metrics, EventSettings.defaults());
    try (MetricsServer server = MetricsServer.builder(metrics).port(0).start();
        Scraper prometheus = Scraper.prometheus(folder, server.port())) {
      Future<?> unused = traffic.scheduleAtFixedRate(this::move, 0, 50, TimeUnit.MILLISECONDS);
      for (String query : queries()) {
        prometheus.await("count(" + query + ")", series -> series >= 1);
      }
    } finally {
      traffic.shutdownNow();
      ring.close();
      metrics.close();
    }
  }

  private void watch() {
    RuntimeMetrics.register(metrics);
    cache.watchSize(() -> 3);
    cache.watchSizeBytes(() -> 4_000);
    queue.watchSize(() -> 5);
    queue.workers().set(2);
  }

  /** Moves whatever a panel shows. */
  private void move() {
    http.handle("/a", "GET").record(200, 5_000_000, 100, 2_000);
    http.handle("/a", "POST").record(503, 50_000_000, 100, 20);
    upstreams.upstream("openai", "gpt-4o").answered(200, 90_000_000);
    upstreams.upstream("openai", "gpt-4o").failed(503, "status_5xx", 90_000_000);
    upstreams.upstream("openai", "gpt-4o").tokens("prompt", 7);
    cache.hit();
    cache.miss();
    cache.evicted();
    queue.items("").processed(1_000_000);
    queue.items("").failed(1_000_000);
    jobs.job("xml").ran("success", 50_000_000);
    full.with("a").inc();
    full.with("b").inc();
    full.with("long".repeat(1_000)).inc();
  }

  private static List<String> queries() throws IOException {
    List<String> queries = new ArrayList<>();
    for (String name : List.of("http", "cache", "queue", "gateway")) {
      JsonNode dashboard = dashboard(name);
      for (JsonNode panel : dashboard.at("/panels")) {
        for (JsonNode target : panel.at("/targets")) {
          queries.add(query(dashboard, target.at("/expr").asText()));
        }
      }
    }
    Matcher shown = GUIDE_QUERY.matcher(Files.readString(GUIDE));
    while (shown.find()) {
      queries.add(shown.group(1).replace("[5m]", "[1m]"));
    }
    return queries;
  }

  /** Returns an expression as Grafana sends it while nobody has changed a variable. */
  private static String query(JsonNode dashboard, String expression) {
    String query = expression.replace("$job", "hairspring").replace("$__rate_interval", "1m");
    for (JsonNode variable : dashboard.at("/templating/list")) {
      if (variable.at("/type").asText().equals("textbox")) {
        String name = variable.at("/name").asText();
        query = query.replace("${" + name + "}", variable.at("/query").asText());
      }
    }
    return query;
  }

  private static JsonNode dashboard(String name) throws IOException {
    return JSON.readTree(FOLDER.resolve(name + ".json").toFile());
  }
}
