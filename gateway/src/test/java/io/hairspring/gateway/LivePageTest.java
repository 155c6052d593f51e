package io.hairspring.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.gateway.real.RealBrowser;
import io.hairspring.gateway.route.Route;
import io.hairspring.gateway.testing.Gateways;
import io.hairspring.gateway.testing.Http;
import io.hairspring.gateway.testing.Scrape;
import io.hairspring.gateway.testing.SocketUpstream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
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
                Gateways.config(
                    List.of(Route.of("/up", upstream.url())), Gateways.GENEROUS),
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
    browser.await(
        "(() => { const c = document.getElementById('heat');"
            + " return c.width > 0 && c.getContext('2d').getImageData(0, 0, c.width, c.height)"
            + ".data.some(x => x > 0); })()");
  }

  @Test
  void thePageIsSmall() {
    assertThat(Http.get(gateway.metricsUrl().orElseThrow()).body().length()).isLessThan(150_000);
  }
}
