package io.hairspring.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.gateway.real.RealBrowser;
import io.hairspring.gateway.route.Route;
import io.hairspring.gateway.testing.Gateways;
import io.hairspring.gateway.testing.Http;
import io.hairspring.gateway.testing.Scrape;
import io.hairspring.gateway.testing.SocketUpstream;
import io.hairspring.testing.Until;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person sees of the page, in a real browser. */
@TestInstance(Lifecycle.PER_CLASS)
class LivePageTest {
  private static final int REQUESTS = 40;
  private static final String ROWS = "[...document.querySelectorAll('#endpoints tbody tr')]";

  /** What is cut off, or wider than the window. */
  private static final String CUT =
      "document.documentElement.scrollWidth > innerWidth"
          + " || [...document.querySelectorAll('.cards b, td, th')].some("
          + "e => e.scrollWidth > e.clientWidth + 1 || e.getBoundingClientRect().right > innerWidth)";

  /** Charts whose legend lies over what comes next. */
  private static final String OVER_THEIR_BOX =
      "[...document.querySelectorAll('.chart')].filter("
          + "c => c.scrollHeight > c.clientHeight).map(c => c.id).join()";

  private static final String FIRST_LABEL_OF_HEAT_IS_CUT =
      "document.getElementById('heat').getContext('2d').getImageData(0, 0, 50, 1)"
          + ".data.some(x => x > 0)";

  private static final String HEAT_HAS_COLOURS =
      "(() => { const c = document.getElementById('heat');"
          + " return c.width > 0 && c.getContext('2d').getImageData(0, 0, c.width, c.height)"
          + ".data.some(x => x > 0); })()";

  private SocketUpstream upstream;
  private Gateway gateway;
  private RealBrowser browser;

  @BeforeAll
  void start(@TempDir Path folder) {
    browser = RealBrowser.start(folder);
    upstream =
        SocketUpstream.start(
            socket -> {
              for (String head = SocketUpstream.head(socket);
                  !head.isEmpty();
                  head = SocketUpstream.head(socket)) {
                String status = head.contains("broken") ? "500 Oh" : "200 OK";
                SocketUpstream.write(
                    socket, "HTTP/1.1 " + status + "\r\nContent-Length: 2\r\n\r\nok");
              }
            });
    gateway =
        Gateway.start(
            Gateways.with(
                Gateways.config(List.of(Route.of("/up", upstream.url())), Gateways.GENEROUS),
                new Objective("all that is up", "/up", 0.99, null),
                new Objective("broken", "/up/broken", 0.9, Duration.ofMinutes(1))));
    Http.get(gateway.url().resolve("up/" + "a/path/of/many/words/".repeat(6)));
    Scrape.await(gateway, 1, "http_requests_total");
    page(1280, false);
    for (int i = 1; i < REQUESTS; i++) {
      Http.get(gateway.url().resolve(i % 4 == 0 ? "up/broken" : "up/a"));
    }
    Scrape.await(gateway, REQUESTS, "http_requests_total");
    browser.await("document.getElementById('requests').textContent === '" + REQUESTS + "'");
  }

  @AfterAll
  void stop() {
    if (gateway != null) {
      gateway.close();
      upstream.close();
    }
    if (browser != null) {
      browser.close();
    }
  }

  private void page(int width, boolean dark) {
    page(width, dark, "");
  }

  private void page(int width, boolean dark, String view) {
    browser.show(width, dark);
    browser.open(URI.create("about:blank"));
    browser.open(URI.create(gateway.metricsUrl().orElseThrow() + view));
    browser.await("document.querySelectorAll('#endpoints tbody tr').length > 0");
  }

  @ParameterizedTest
  @CsvSource({
    "390, false",
    "390, true",
    "768, false",
    "768, true",
    "1280, false",
    "1280, true",
    "1920, false",
    "1920, true"
  })
  void noFigureIsCutAtAnyWidthInAnyTheme(int width, boolean dark) throws IOException {
    page(width, dark);
    browser.await("document.querySelectorAll('.chart canvas').length >= 3");
    browser.screenshot(Path.of("target", "page", width + (dark ? "-dark" : "-light") + ".png"));
    assertThat(browser.value(CUT).asBoolean()).isFalse();
    assertThat(browser.value(OVER_THEIR_BOX).asText()).isEmpty();
    browser.await(HEAT_HAS_COLOURS);
    assertThat(browser.value(FIRST_LABEL_OF_HEAT_IS_CUT).asBoolean()).isFalse();
    assertThat(browser.value("document.documentElement.dataset.theme").asText())
        .isEqualTo(dark ? "dark" : "light");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void theFiguresAreThoseOfTheScrape() {
    page(1280, false);
    assertThat(browser.value("document.getElementById('requests').textContent").asInt())
        .isEqualTo((int) Scrape.of(gateway).sum("http_requests_total"));
    String row = ROWS + ".find(r => r.cells[0].textContent === '/up/broken').cells";
    assertThat(browser.value(row + "[8].textContent").asInt())
        .isEqualTo((int) Scrape.of(gateway).sum("http_requests_total", "/up/broken"));
    assertThat(browser.value(row + "[9].textContent").asInt())
        .isEqualTo((int) Scrape.of(gateway).sum("http_request_errors_total", "/up/broken"));
    assertThat(browser.value("document.querySelectorAll('#slow tbody tr').length").asInt())
        .isGreaterThan(2);
    assertThat(browser.value("document.querySelector('#upstreams tbody tr').textContent").asText())
        .startsWith("up");
    browser.await(
        "document.querySelector('#upstreams tbody tr').cells[1].textContent === 'healthy'"
            + " && document.querySelector('#health tbody tr').textContent.includes('upstream /up')");
  }

  @Test
  void objectivesAreShownWithHowFastTheyBurn() {
    page(1280, false);
    String cells =
        "[...document.querySelector('#objectives tbody').rows].map(r => [...r.cells]"
            + ".slice(0, 6).map(c => c.textContent).join(' / ')).join('; ')";
    browser.await(
        cells
            + " === 'all that is up / 99 % / 77.5 % / 40 / 9 / 22.5;"
            + " broken / 90 % / 0 % / 9 / 9 / 10.0'");
  }

  @Test
  void theHeatMapIsThatOfTheSeriesThatIsChosen() {
    page(1280, false);
    String options = "[...document.getElementById('series-of').options].map(o => o.value)";
    browser.await(options + ".includes('/up/broken GET')");
    browser.value(
        "(() => { const s = document.getElementById('series-of'); s.value = '/up/broken GET';"
            + " s.dispatchEvent(new Event('change')); })()");
    assertThat(browser.value("location.hash").asText()).contains("series=%2Fup%2Fbroken+GET");
    browser.await(HEAT_HAS_COLOURS);
    assertThat(browser.value("document.getElementById('series-of').value").asText())
        .isEqualTo("/up/broken GET");
    page(1280, false, "#series=%2Fup%2Fa+GET");
    browser.await("document.getElementById('series-of').value === '/up/a GET'");
    browser.await(HEAT_HAS_COLOURS);
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void aPauseForGarbageCollectionIsSeenAsOne() {
    page(1280, false);
    System.gc();
    browser.await("document.getElementById('gc').textContent.startsWith('longest GC pause ')");
  }

  @Test
  void familiesAreCountedWithTheLabelThatMakesThemMany() {
    page(1280, false);
    browser.value("document.getElementById('count').click()");
    browser.await(
        "[...document.querySelectorAll('#families tbody tr')].some(r =>"
            + " r.cells[0].textContent === 'http_request_duration_seconds'"
            + " && r.cells[1].textContent === 'endpoint' && r.cells[4].textContent === '3')");
  }

  @Test
  void aHeadingSortsAndTheFilterKeepsRows() {
    page(1280, false);
    browser.value(
        "[...document.querySelectorAll('#endpoints th button')]"
            + ".find(b => b.textContent.startsWith('errors')).click()");
    assertThat(browser.value(ROWS + "[0].cells[0].textContent").asText()).isEqualTo("/up/broken");
    assertThat(browser.value("location.hash").asText()).contains("sort-endpoints=-errors");
    page(1280, false, "#filter=many");
    assertThat(browser.value(ROWS + ".length").asInt()).isOne();
  }

  @Test
  void keysPauseChangeTheThemeAndChooseTheSpan() {
    page(1280, false);
    for (String key : List.of(" ", "d", "5")) {
      browser.value("dispatchEvent(new KeyboardEvent('keydown', {key: '" + key + "'}))");
    }
    assertThat(browser.value("document.getElementById('pause').textContent").asText())
        .isEqualTo("Go on");
    assertThat(browser.value("document.documentElement.dataset.theme").asText()).isEqualTo("dark");
    assertThat(browser.value("document.getElementById('span').value").asText()).isEqualTo("5");
  }

  @Test
  void theHistoryIsThereAtOnceAndDrawn() {
    page(1280, false);
    browser.await("document.querySelectorAll('#chart-rate canvas').length === 1");
    browser.await(HEAT_HAS_COLOURS);
  }

  @Test
  void everyMetricThatThePageAsksForExists() throws IOException {
    String known = Http.get(gateway.metricsUrl().orElseThrow().resolve("metrics")).body();
    for (String page : List.of("self-metrics.md", "gateway.md", "sources.md")) {
      known += Files.readString(Path.of("..", "docs", page));
    }
    String script = Http.get(gateway.metricsUrl().orElseThrow()).body();
    List<String> asked =
        Pattern.compile("\"((hairspring|gateway|http|upstream|slo|jvm|process)_[a-z_]+)\"")
            .matcher(script)
            .results()
            .map(name -> name.group(1))
            .toList();
    assertThat(asked).hasSizeGreaterThan(40);
    assertThat(known).contains(asked);
  }

  /** Writes the picture of the README into the file that the property names. */
  @Test
  @EnabledIfSystemProperty(named = "hairspring.picture", matches = ".+")
  void thePictureOfTheReadme() throws IOException {
    GatewayConfig usual = Gateways.config(List.of(), Gateways.GENEROUS);
    GatewayConfig lively =
        new GatewayConfig(
            usual.host(),
            0,
            usual.maxConnections(),
            List.of(),
            50,
            usual.recording(),
            usual.metrics(),
            usual.proxy());
    Objective objective =
        new Objective("openai within 250 ms", "/openai", 0.9, Duration.ofMillis(250));
    try (Gateway shown = Gateway.start(Gateways.with(lively, objective))) {
      URI page = shown.metricsUrl().orElseThrow();
      for (int points = 5; points <= 20; points += 5) {
        URI later = page.resolve("metrics/history?after=" + (points - 1));
        Until.isTrue("a minute of it", () -> Http.get(later).body().contains("end_millis"));
      }
      browser.show(1280, false);
      browser.open(page);
      browser.await("document.querySelectorAll('#slow tbody tr').length > 0");
      Path file = Path.of(System.getProperty("hairspring.picture")).toAbsolutePath();
      browser.screenshot(file, 1280, 1000);
    }
  }

  @Test
  void thePageIsSmall() {
    assertThat(Http.get(gateway.metricsUrl().orElseThrow()).body().length()).isLessThan(150_000);
  }
}
