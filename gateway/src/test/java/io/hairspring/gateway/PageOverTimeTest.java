package io.hairspring.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.catalog.HttpServerMetrics;
import io.hairspring.collector.CollectorConfig;
import io.hairspring.collector.Family;
import io.hairspring.collector.Gauge;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.exposition.format.PrometheusText;
import io.hairspring.exposition.format.Utf8Buffer;
import io.hairspring.exposition.health.CheckResult;
import io.hairspring.exposition.health.Health;
import io.hairspring.gateway.real.RealBrowser;
import io.hairspring.gateway.real.RealProgram;
import io.hairspring.gateway.testing.Http;
import io.hairspring.testing.Until;
import io.hairspring.undertow.MetricsServer;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page does as time passes, which the test moves, in a real browser. */
class PageOverTimeTest {
  private static final String ERRORS = "document.getElementById('errors').textContent";

  private static RealBrowser browser;

  private final int port = RealProgram.freePort();
  private final URI url = URI.create("http://127.0.0.1:" + port + "/");
  private final AtomicLong nanos = new AtomicLong();
  private MetricsCollector metrics;
  private HttpServerMetrics http;
  private MetricsServer server;
  private final Health health =
      Health.builder()
          .check("upstream /", () -> CheckResult.healthy("well"))
          .check("upstream /long/pre~1f", () -> CheckResult.unhealthy("refused"))
          .build();

  @BeforeAll
  static void openBrowser(@TempDir Path folder) {
    browser = RealBrowser.start(folder);
  }

  @AfterAll
  static void closeBrowser() {
    if (browser != null) {
      browser.close();
    }
  }

  private void start() {
    metrics =
        MetricsCollector.create(
            CollectorConfig.defaults()
                .withMaxCollectionsPerSecond(0)
                .withTicker(nanos::get)
                .withClockThread(false));
    http = new HttpServerMetrics(metrics);
    server = MetricsServer.builder(metrics).port(port).health(health).start();
  }

  @AfterEach
  void stop() {
    server.close();
    health.close();
    metrics.close();
    browser.open(URI.create("about:blank"));
  }

  private void requests(int good, int bad) {
    for (int i = 0; i < good + bad; i++) {
      http.record("/a", "GET", i < good ? 200 : 500, 1_000_000);
    }
  }

  /** Lets time pass until the history has so many points. */
  private void points(int number) {
    Until.isTrue(
        number + " points",
        () -> {
          nanos.addAndGet(TimeUnit.SECONDS.toNanos(3));
          metrics.tick();
          return Http.get(url.resolve("metrics/history?after=" + (number - 1)))
              .body()
              .contains("end_millis");
        });
  }

  private void open() {
    open("");
  }

  private void open(String view) {
    browser.show(1280, false);
    browser.open(URI.create(url + view));
    browser.await("document.readyState === 'complete'");
  }

  @Test
  void aPageThatHasLittleToShowAsksAgainSoon() {
    start();
    open();
    browser.value(
        "(() => { const was = setTimeout; window.waits = [];"
            + " window.setTimeout = (f, millis) => { waits.push(millis); return was(f, millis); };"
            + " })()");
    browser.await("waits.length > 2");
    assertThat(browser.value("Math.max(...waits)").asInt()).isLessThan(500);
    points(6);
    browser.await("waits[waits.length - 1] === 2000");
  }

  @Test
  void aPageThatWasOpenBeforeShowsTheProcessThatCameAfter() {
    start();
    points(1);
    requests(4, 0);
    points(9);
    open();
    browser.await(ERRORS + " === '0.00 %'");
    server.close();
    metrics.close();
    browser.await("document.getElementById('status').textContent === 'no answer'");
    start();
    points(1);
    requests(3, 1);
    points(3);
    browser.await(ERRORS + " === '25.00 %'");
  }

  @Test
  void aLinkToASeriesThatIsNotKnownShowsNoOtherInItsPlace() {
    start();
    points(1);
    requests(4, 0);
    points(3);
    open("#series=%2Fnew+GET");
    browser.await("document.getElementById('heat-note').textContent.includes('not known')");
    browser.await("document.querySelectorAll('#chart-rate canvas').length === 1");
    assertThat(browser.value("document.querySelectorAll('#chart-curve canvas').length").asInt())
        .isZero();
    http.record("/new", "GET", 200, 1_000_000);
    points(5);
    browser.await("document.getElementById('heat-note').textContent === ''");
    browser.await("document.querySelectorAll('#chart-curve canvas').length === 1");
  }

  @Test
  void aSeriesThatIsChosenInAPauseIsReadAndShown() {
    start();
    points(1);
    requests(4, 0);
    points(3);
    open();
    browser.await("document.querySelectorAll('#chart-curve canvas').length === 1");
    browser.value("document.getElementById('pause').click()");
    browser.value("location.hash = '#series=%2Fnew+GET'");
    browser.await("document.getElementById('heat-note').textContent.includes('not known')");
    assertThat(browser.value("document.getElementById('pause').textContent").asText())
        .isEqualTo("Pause");
  }

  @Test
  void eachUpstreamHasTheHealthOfItsOwnRoute() {
    start();
    Family<Gauge> limits =
        metrics.gauge("gateway_upstream_connections_limit", "L.").family("provider");
    limits.with("127.0.0.1").set(8); // the route for everything is called after its host
    limits.with("long/prefix").set(8);
    health.fresh().toCompletableFuture().join();
    open();
    browser.await(
        "[...document.querySelectorAll('#upstreams tbody tr')].map(r =>"
            + " r.cells[0].textContent + ' ' + r.cells[1].textContent).join()"
            + " === '127.0.0.1 healthy,long/prefix unhealthy'");
  }

  @Test
  void aResetIsMarkedInTheCharts() {
    start();
    points(1);
    requests(4, 0);
    points(3);
    open();
    browser.value(
        "(() => { const draw = CanvasRenderingContext2D.prototype.stroke; window.drawn = 0;"
            + " window.marks = 0; CanvasRenderingContext2D.prototype.stroke = function(...path) {"
            + " drawn++; if (this.getLineDash().join() === '4,4') marks++;"
            + " return draw.apply(this, path); }; })()");
    browser.await("drawn > 0");
    assertThat(browser.value("marks").asInt()).isZero();
    PrometheusText reader = new PrometheusText();
    reader.begin(new Utf8Buffer());
    metrics.reset(reader);
    points(5);
    browser.await("marks > 0");
  }
}
