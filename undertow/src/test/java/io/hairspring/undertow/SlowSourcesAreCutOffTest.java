package io.hairspring.undertow;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.pull.SourceFamily;
import io.hairspring.testing.Until;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sources that take longer than a scraper waits: it is answered in its time, without them. */
class SlowSourcesAreCutOffTest {
  private final MetricsCollector metrics = MetricsCollector.create();
  private final CountDownLatch release = new CountDownLatch(1);
  private final MetricsServer server = MetricsServer.builder(metrics).port(0).start();
  private final Client client = new Client(server.port());

  SlowSourcesAreCutOffTest() {
    metrics
        .source(
            "stuck",
            sink -> {
              release.await();
              sink.gauge("stuck", 1);
            })
        .families(SourceFamily.gauge("stuck", "Tells when it is let."))
        .timeLimit(Duration.ofMinutes(1))
        .register();
    metrics.gauge("prompt", "Always there.").register().set(1);
  }

  @AfterEach
  void stop() {
    release.countDown();
    server.close();
    metrics.close();
  }

  @Test
  void aScrapeIsAnsweredInItsTimeWithoutThem() throws Exception {
    HttpResponse<String> answer = scrape("1.5");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .contains("prompt 1\n", "hairspring_collector_timeouts_total{collector=\"stuck\"} 1\n")
        .doesNotContain("\nstuck 1");
    release.countDown();
    Until.isTrue("told late", () -> Lines.of(metrics).value("stuck") == 1);
  }

  @Test
  void keyFiguresWaitForNoSource() throws Exception {
    assertThat(client.get("/metrics/health").body()).contains("\"status\":\"healthy\"");
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
    assertThat(Scrape.pullBudget(Duration.ofMillis(patienceMillis), Duration.ofMillis(overMillis)))
        .hasMillis(budgetMillis);
  }

  private HttpResponse<String> scrape(String seconds) throws Exception {
    return client.get("/metrics", "X-Prometheus-Scrape-Timeout-Seconds", seconds);
  }
}
