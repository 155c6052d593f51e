package io.hairspring.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.hairspring.catalog.CacheMetrics;
import io.hairspring.catalog.GroupSettings;
import io.hairspring.catalog.HttpServerMetrics;
import io.hairspring.catalog.JobMetrics;
import io.hairspring.catalog.QueueMetrics;
import io.hairspring.catalog.Slo;
import io.hairspring.catalog.SloMetrics;
import io.hairspring.collector.Counter;
import io.hairspring.collector.EventSettings;
import io.hairspring.collector.Family;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.exposition.health.CheckResult;
import io.hairspring.exposition.health.Health;
import io.hairspring.gateway.client.HttpConnection;
import io.hairspring.gateway.client.HttpConnector;
import io.hairspring.gateway.client.UpstreamFailure;
import io.hairspring.gateway.measure.MeasuredUpstreams;
import io.hairspring.gateway.pool.Borrower;
import io.hairspring.gateway.pool.ConnectionPool;
import io.hairspring.gateway.proxy.CallObserver;
import io.hairspring.gateway.proxy.UpstreamCall;
import io.hairspring.gateway.real.Board;
import io.hairspring.gateway.real.Scraper;
import io.hairspring.gateway.route.Route;
import io.hairspring.gateway.testing.HandConnection;
import io.hairspring.gateway.testing.HandThread;
import io.hairspring.runtime.RuntimeMetrics;
import io.hairspring.undertow.MetricsServer;
import io.hairspring.undertow.RequestMetricsHandler;
import io.hairspring.undertow.RequestRing;
import io.undertow.connector.ByteBufferPool;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xnio.Cancellable;
import org.xnio.XnioIoThread;

/**
 * The dashboards in the tree are ones that Grafana can load, and every panel, like every query of
 * the guide, shows something.
 */
@Execution(ExecutionMode.CONCURRENT)
class DashboardsTest {
  private static final Path GUIDE = Path.of("..", "docs", "promql.md");
  private static final Pattern GUIDE_QUERY = Pattern.compile("```promql\n(.*?)\n```");
  private static final Route OPENAI = Route.of("/openai", URI.create("http://h"));

  @TempDir private Path folder;

  private final MetricsCollector metrics = MetricsCollector.create();
  private final HttpServerMetrics http =
      new HttpServerMetrics(
          metrics, GroupSettings.defaults().withBuckets("request_duration_seconds", 0.01, 0.1, 1));
  private final HandThread thread = new HandThread();
  private final ConnectionPool pool =
      new ConnectionPool(DashboardsTest::open, 1, 1, Duration.ofMinutes(1));
  private final CallObserver.OfRoute openai =
      new MeasuredUpstreams(metrics).watch(OPENAI, pool); // as summaries
  private final CacheMetrics cache = new CacheMetrics(metrics);
  private final QueueMetrics queue = new QueueMetrics(metrics);
  private final Slo slo = new SloMetrics(metrics).availability("api", 0.9);
  private final JobMetrics jobs = new JobMetrics(metrics);
  private final Family<Counter> full =
      metrics.counter("full_total", "Full.").maxSeries(1).family("label");

  @ParameterizedTest
  @ValueSource(strings = {"http", "cache", "queue", "gateway"})
  void aDashboardHasWhatGrafanaAsksFor(String name) throws IOException {
    JsonNode dashboard = Board.read(name);
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

  @ParameterizedTest
  @CsvSource({"http, true", "cache, false", "queue, false", "gateway, true"})
  void everyQueryIsCutByJobInstanceAndEndpoint(String name, boolean ofRequests) throws IOException {
    JsonNode dashboard = Board.read(name);
    assertThat(dashboard.at("/templating/list").findValuesAsText("name"))
        .contains("datasource", "prefix", "job", "instance")
        .contains(ofRequests ? "endpoint" : "job");
    for (JsonNode panel : dashboard.at("/panels")) {
      for (JsonNode target : panel.at("/targets")) {
        String expression = target.at("/expr").asText();
        int selectors = count(expression, "{");
        assertThat(count(expression, "{job=~\"$job\",instance=~\"$instance\""))
            .as(expression)
            .isPositive()
            .isEqualTo(selectors - count(expression, "${"));
        if (ofRequests) {
          assertThat(count(expression, "endpoint=~\"$endpoint\""))
              .as(expression)
              .isEqualTo(count(expression.replace("${group}requests_in_flight", ""), "${group}"));
        }
      }
    }
  }

  private static int count(String text, String part) {
    return text.split(Pattern.quote(part), -1).length - 1;
  }

  /** By the Prometheus that is installed, and by the one of the next major version, if any. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void everyPanelAndTheGuideShowSomethingInARealPrometheus(int major) throws Exception {
    watch();
    ScheduledExecutorService traffic = Executors.newSingleThreadScheduledExecutor();
    RequestRing ring = RequestRing.start(metrics, EventSettings.defaults());
    try (Health health =
            Health.builder()
                .metrics(metrics)
                .check("upstream /openai", () -> CheckResult.healthy("well"))
                .build();
        MetricsServer server = MetricsServer.builder(metrics).port(0).health(health).start();
        Scraper prometheus =
            major == 2
                ? Scraper.prometheus(folder, server.port())
                : Scraper.prometheus3(folder, server.port())) {
      Future<?> unused = traffic.scheduleAtFixedRate(this::move, 0, 50, TimeUnit.MILLISECONDS);
      boolean pressure = Files.isReadable(Path.of("/proc/pressure/cpu"));
      for (String query : queries()) {
        if (query.contains("process_pressure_") && !pressure) {
          continue; // a kernel without
        }
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
    System.gc(); // so that there is a pause
    cache.watchSize(() -> 3);
    cache.watchSizeBytes(() -> 4_000);
    queue.watchSize(() -> 5);
    queue.workers().set(2);
  }

  /** Moves whatever a panel shows. */
  private void move() {
    http.handle("/a", "GET").record(200, 5_000_000, 100, 2_000);
    http.handle("/a", "POST").record(503, 50_000_000, 100, 20);
    call();
    HttpServerExchange exchange = new HttpServerExchange(null);
    openai.begin(exchange).failed(UpstreamFailure.RESET);
    exchange.getAttachment(RequestMetricsHandler.PHASES).ended(0, 1_000_000);
    borrowTwice();
    slo.record(true);
    cache.hit();
    cache.miss();
    cache.evicted();
    queue.items("").succeeded(1_000_000);
    queue.items("").failed(1_000_000);
    jobs.job("xml").ran("success", 50_000_000);
    full.with("a").inc();
    full.with("b").inc();
    full.with("long".repeat(1_000)).inc();
  }

  private void call() {
    HeaderMap headers = new HeaderMap().put(Headers.CONTENT_TYPE, "application/json");
    UpstreamCall call = openai.begin(new HttpServerExchange(null));
    call.sent(System.nanoTime());
    call.head(200, headers, System.nanoTime());
    String reply = "{\"model\":\"gpt-4o\",\"usage\":{\"prompt_tokens\":7}}";
    call.body(ByteBuffer.wrap(reply.getBytes(StandardCharsets.US_ASCII)));
    call.completed();
  }

  /** Has one request wait for the connection of another, which has to be opened first. */
  private void borrowTwice() {
    Borrowing first = new Borrowing();
    Borrowing second = new Borrowing();
    pool.borrow(thread, null, first);
    pool.borrow(thread, null, second);
    pool.giveBack(first.connection);
    pool.discard(second.connection);
  }

  private static Cancellable open(
      XnioIoThread thread, ByteBufferPool buffers, HttpConnector.Opening told) {
    told.opened(HandConnection.open(thread));
    return () -> null;
  }

  private static final class Borrowing implements Borrower {
    private HttpConnection connection;

    @Override
    public void connected(HttpConnection connection) {
      this.connection = connection;
    }

    @Override
    public void refused(UpstreamFailure why) {
      throw new AssertionError(why);
    }
  }

  /** Returns the queries of panels for quantiles, which ask for each shape of a latency. */
  static List<String> quantileQueries() throws IOException {
    return queries().stream()
        .filter(query -> query.startsWith("histogram_quantile") && query.contains("quantile=\""))
        .toList();
  }

  private static List<String> queries() throws IOException {
    List<String> queries = new ArrayList<>();
    for (String name : List.of("http", "cache", "queue", "gateway")) {
      Board.panels(name, Map.of()).forEach(queries::addAll);
    }
    Matcher shown = GUIDE_QUERY.matcher(Files.readString(GUIDE));
    while (shown.find()) {
      queries.add(shown.group(1).replace("[5m]", "[1m]"));
    }
    return queries;
  }
}
