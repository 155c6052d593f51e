package io.hairspring.exposition.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.view.Epoch;
import io.hairspring.collector.view.MetricsVisitor;
import io.hairspring.testing.Until;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Scrapes that come while the first collection is held, where there is one slot for an answer. */
class ScrapeCoalescerTest {
  private final MetricsCollector metrics = MetricsCollector.create();
  private final List<Duration> budgets = new CopyOnWriteArrayList<>(); // one for each collection
  private final CountDownLatch release = new CountDownLatch(1);
  private final ScrapeService service =
      new ScrapeService(
          ScrapeService.builder(metrics).limits(ScrapeLimits.DEFAULTS.withMost(1, 2)),
          this::collect);
  private volatile boolean failing;

  private Epoch collect(MetricsVisitor visitor, Duration budget) {
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
    service.close();
    metrics.close();
  }

  @Test
  void fiftyEqualScrapesShareOneRenderingAfterTheFirst() throws Exception {
    List<Asked> all = new ArrayList<>(List.of(first()));
    for (int i = 0; i < 50; i++) {
      all.add(scrape(null, "9"));
    }
    release.countDown();
    for (Asked each : all) {
      assertThat(each.body()).contains("hairspring_series ");
    }
    assertThat(budgets).hasSize(2);
    assertThat(service.totals()).containsEntry("shared", 49L).containsEntry("success", 51L);
  }

  @Test
  void allThatShareARenderingThatThrowsAreToldAndItsSlotIsFreeAgain() throws Exception {
    failing = true;
    List<Asked> all = List.of(first(), scrape(null, "9"), scrape(null, "9"));
    release.countDown();
    for (Asked each : all) {
      assertThat(each.status()).isEqualTo(500);
      assertThat(each.body()).isEqualTo("{\"error\":\"internal error\"}");
    }
    Until.isTrue("counted", () -> service.totals().get("failed") == 3);
    failing = false;
    assertThat(scrape(null, "9").status()).isEqualTo(200);
  }

  @Test
  void sourcesAreAskedForAsLongAsTheMostHastyOfThoseWhoShareCanWait() throws Exception {
    List<Asked> all = List.of(first(), scrape(null, "25"), scrape(null, "15"), scrape(null, "25"));
    release.countDown();
    for (Asked each : all) {
      each.body();
    }
    assertThat(budgets).hasSize(2);
    assertThat(budgets.get(1)).isLessThan(Duration.ofSeconds(15));
  }

  @Test
  void nobodySharesWithScrapesThatWaitNoMoreAndNothingIsRenderedForThem() throws Exception {
    Asked first = first();
    for (int i = 0; i < 3; i++) {
      assertThat(scrape("name[]=a", "0.01").status()).isEqualTo(503);
    }
    Until.isTrue("counted", () -> service.totals().get("timed_out") == 3);
    assertThat(service.totals()).containsEntry("shared", 0L);
    Asked last = scrape("name[]=b", "9"); // takes the slot after them
    release.countDown();
    first.body();
    assertThat(last.status()).isEqualTo(200);
    assertThat(budgets).hasSize(2); // the first's and the last's
  }

  @Test
  void nothingIsRenderedForClientsThatHaveLeft() throws Exception {
    Asked first = first();
    Asked leaving = scrape("name[]=a", "9");
    leaving.future().cancel(false);
    assertThat(service.totals()).containsEntry("client_disconnected", 1L);
    release.countDown();
    first.body();
    assertThat(scrape(null, "9").status()).isEqualTo(200);
    assertThat(budgets).hasSize(2);
  }

  @Test
  void whoeverNamesFamiliesIsRefusedWhereTooManyWaitAndOthersAreNot() throws Exception {
    Asked first = scrape("name[]=a", "9");
    Until.isTrue("collecting", () -> budgets.size() == 1);
    scrape("name[]=b", "9");
    scrape("name[]=c", "9");
    Asked refused = scrape("name[]=d", "9");
    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.answer().headers()).containsEntry("Retry-After", "1");
    assertThat(refused.body()).contains("too many requests");
    assertThat(scrape(null, "0.01").body()).contains("no answer in time"); // but waited
    release.countDown();
    first.body();
  }

  @Test
  void whatComesOnceItIsClosedIsRefused() throws Exception {
    release.countDown();
    service.close();
    assertThat(scrape(null, "9").status()).isEqualTo(503);
    assertThat(Asked.by(service, "POST", "/reset", null).status()).isEqualTo(503);
  }

  @ParameterizedTest
  @CsvSource({
    // what the client waits, what is over of that, and the rest: until half a second before its end
    "30000, 0, 29500",
    "30000, 1000, 28500",
    "2000, 0, 1500",
    // or a quarter of all, if that is less
    "1000, 0, 750",
    "1000, 200, 550",
    // but half a second in any case
    "1000, 251, 500",
    "100, 0, 500",
    "1000, 2000, 500",
  })
  void whatSourcesMayTakeLeavesTimeToSendTheAnswer(
      int patienceMillis, int overMillis, int budgetMillis) {
    assertThat(
            Scrape.sourceBudget(Duration.ofMillis(patienceMillis), Duration.ofMillis(overMillis)))
        .hasMillis(budgetMillis);
  }

  /** Begins a scrape whose collection is held. */
  private Asked first() {
    Asked first = scrape(null, "9");
    Until.isTrue("collecting", () -> budgets.size() == 1);
    return first;
  }

  private Asked scrape(String query, String seconds) {
    return Asked.get(service, "", query, Map.of("X-Prometheus-Scrape-Timeout-Seconds", seconds));
  }
}
