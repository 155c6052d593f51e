package io.hairspring.undertow;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.snapshot.Epoch;
import io.hairspring.collector.snapshot.MetricsVisitor;
import io.hairspring.exposition.format.PrometheusText;
import io.hairspring.testing.Until;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Scrapes that come while the first walk is held, where there is one place for an answer. */
class ScrapesTest {
  private final MetricsCollector metrics = MetricsCollector.create();
  private final List<Duration> budgets = new CopyOnWriteArrayList<>(); // one for each walk
  private final CountDownLatch release = new CountDownLatch(1);
  private final Resources resources = Resources.of(metrics, ServerLimits.DEFAULTS.withMost(64, 1));
  private final Host host = new Host(handler());
  private volatile boolean failing;

  private ScrapeHandler handler() {
    Offers offers = new Offers("/metrics", List.of(PrometheusText::new), false, resources.counts());
    return new ScrapeHandler(false, new Scrapes(this::walk, resources), offers, resources);
  }

  private Epoch walk(MetricsVisitor visitor, Duration budget) {
    budgets.add(budget);
    try {
      release.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    if (failing) {
      throw new IllegalStateException("a secret");
    }
    return metrics.visit(visitor);
  }

  @AfterEach
  void stop() {
    release.countDown();
    host.close();
    resources.close();
  }

  @Test
  void allThatShareARenderingThatThrowsAreToldAndItsPlaceIsFreeAgain() throws Exception {
    failing = true;
    try (Socket first = first();
        Socket second = scrape("", "9");
        Socket third = scrape("", "9")) {
      Until.isTrue("two share", () -> value("hairspring_scrapes_shared_total") == 1);
      release.countDown();
      for (Socket each : List.of(first, second, third)) {
        assertThat(text(each))
            .startsWith("HTTP/1.1 500 ")
            .endsWith("\r\n\r\n{\"error\":\"internal error\"}");
      }
    }
    assertThat(value("hairspring_scrapes_total{outcome=\"failed\"}")).isEqualTo(3);
    failing = false;
    try (Socket later = scrape("", "9")) {
      assertThat(text(later)).startsWith("HTTP/1.1 200 ");
    }
  }

  @Test
  void sourcesAreAskedForAsLongAsTheMostHastyOfThoseWhoShareCanWait() throws Exception {
    try (Socket first = first();
        Socket patient = scrape("", "25");
        Socket hasty = scrape("", "15");
        Socket other = scrape("", "25")) {
      Until.isTrue("three share", () -> value("hairspring_scrapes_shared_total") == 2);
      release.countDown();
      for (Socket each : List.of(first, patient, hasty, other)) {
        assertThat(text(each)).startsWith("HTTP/1.1 200 ");
      }
    }
    assertThat(budgets).hasSize(2);
    assertThat(budgets.get(1)).isLessThan(Duration.ofSeconds(15));
  }

  @Test
  void nobodySharesWithScrapesThatWaitNoMoreAndNothingIsRenderedForThem() throws Exception {
    try (Socket first = first()) {
      for (int i = 0; i < 3; i++) {
        try (Socket hasty = scrape("?name[]=a", "0.01")) {
          assertThat(text(hasty)).startsWith("HTTP/1.1 503 ");
        }
      }
      assertThat(value("hairspring_scrapes_shared_total")).isZero();
      try (Socket last = scrape("?name[]=b", "9")) { // takes the place after them
        release.countDown();
        assertThat(text(first)).startsWith("HTTP/1.1 200 ");
        assertThat(text(last)).startsWith("HTTP/1.1 200 ");
      }
    }
    assertThat(budgets).hasSize(2); // the first's and the last's
  }

  /** Begins a scrape whose walk is held. */
  private Socket first() throws IOException {
    Socket first = scrape("", "9");
    Until.isTrue("walking", () -> budgets.size() == 1);
    return first;
  }

  private Socket scrape(String query, String seconds) throws IOException {
    return host.client()
        .open(
            "GET /metrics"
                + query
                + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                + "X-Prometheus-Scrape-Timeout-Seconds: "
                + seconds
                + "\r\n\r\n");
  }

  private double value(String line) {
    return Lines.of(metrics).value(line);
  }

  private static String text(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
