package io.hairspring.undertow;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.source.SourceFamily;
import io.hairspring.testing.Until;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

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
        .contains("prompt 1\n", "hairspring_source_timeouts_total{source=\"stuck\"} 1\n")
        .doesNotContain("\nstuck 1");
    release.countDown();
    Until.isTrue("told late", () -> Lines.of(metrics).value("stuck") == 1);
  }

  @Test
  void keyFiguresWaitForNoSource() throws Exception {
    assertThat(client.get("/metrics/health").body()).contains("\"status\":\"healthy\"");
  }

  private HttpResponse<String> scrape(String seconds) throws Exception {
    return client.get("/metrics", "X-Prometheus-Scrape-Timeout-Seconds", seconds);
  }
}
