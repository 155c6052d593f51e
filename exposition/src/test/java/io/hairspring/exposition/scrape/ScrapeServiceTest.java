package io.hairspring.exposition.scrape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.hairspring.collector.Counter;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.exposition.format.PrometheusText;
import io.hairspring.testing.Until;
import java.io.ByteArrayInputStream;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a host is answered, whatever server it is. */
class ScrapeServiceTest {
  private final MetricsCollector metrics = MetricsCollector.create();
  private final Counter jobs = metrics.counter("jobs_total", "Jobs.").register();
  private ScrapeService service = ScrapeService.create(metrics);

  @AfterEach
  void stop() {
    service.close();
    metrics.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "          | text/plain; version=0.0.4; charset=utf-8",
        "/         | text/plain; version=0.0.4; charset=utf-8",
        "/json     | application/json; charset=utf-8",
        "/summary  | application/json; charset=utf-8",
      })
  void eachPathHasItsFormat(String path, String type) throws Exception {
    Asked asked = Asked.get(service, path == null ? "" : path, null);
    assertThat(asked.status()).isEqualTo(200);
    assertThat(asked.answer().headers()).containsEntry("Content-Type", type);
  }

  @Test
  void theClientChoosesTheFormatAndGzip() throws Exception {
    Asked asked =
        Asked.get(
            service,
            "",
            null,
            Map.of("Accept", "application/openmetrics-text", "Accept-Encoding", "gzip"));
    byte[] plain = new GZIPInputStream(new ByteArrayInputStream(asked.bytes())).readAllBytes();
    assertThat(new String(plain, StandardCharsets.UTF_8)).endsWith("# EOF\n");
    assertThat(asked.answer().headers())
        .containsEntry("Content-Encoding", "gzip")
        .containsEntry("Content-Length", Integer.toString(asked.bytes().length))
        .containsEntry("Vary", "Accept, Accept-Encoding");
  }

  @ParameterizedTest
  @CsvSource({
    "'', name[]=jobs_total",
    "'', a=b&&name%5B%5D=jobs%5Ftotal",
    "/json, name[]=jobs_total&name[]=jobs_total"
  })
  void namesNarrowTheAnswer(String path, String query) throws Exception {
    assertThat(Asked.get(service, path, query).body())
        .contains("jobs_total")
        .doesNotContain("hairspring_series");
  }

  @Test
  void headTellsTheLengthOfGetAndHasNoBody() throws Exception {
    Asked get = Asked.get(service, "", "name[]=jobs_total");
    Asked head = Asked.by(service, "HEAD", "", "name[]=jobs_total");
    assertThat(head.answer().headers()).isEqualTo(get.answer().headers());
    assertThat(head.bytes()).isEmpty();
    assertThat(Asked.by(service, "HEAD", "/nothing", null).bytes()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /nothing, , 404",
    "POST, /reset, name=nothing, 404",
    "POST, /reset, label=a, 400",
    "POST, /reset, nam=jobs_total, 400",
    "POST, /reset, name=%ZZ, 400",
    "GET, /hdr, , 400",
    "GET, /json, name[]=%ZZ, 400",
    "PUT, /json, , 405"
  })
  void whatMakesNoSenseIsRefused(String method, String path, String query, int status)
      throws Exception {
    Asked asked = Asked.by(service, method, path, query);
    assertThat(asked.status()).isEqualTo(status);
    assertThat(asked.body()).startsWith("{\"error\":\"");
  }

  @Test
  void aNameMayBeSoLongAndGivenSoOften() throws Exception {
    assertThat(Asked.get(service, "", "name[]=a&".repeat(100)).status()).isEqualTo(200);
    assertThat(Asked.get(service, "", "name[]=a&".repeat(101)).status()).isEqualTo(400);
    assertThat(Asked.get(service, "", "name[]=" + "a".repeat(251)).status()).isEqualTo(400);
    assertThat(metrics.scrapeMetrics().refused().with("bad_request").total()).isEqualTo(2);
  }

  @Test
  void aResetAnswersWithTheEpochThatItCloses() throws Exception {
    jobs.add(3);
    assertThat(Asked.by(service, "POST", "/reset", "name=jobs_total").body())
        .contains("\"value\":3");
    assertThat(Asked.get(service, "", "name[]=jobs_total").body()).endsWith("jobs_total 0\n");
    Asked read = Asked.by(service, "PUT", "", null);
    assertThat(read.answer().headers()).containsEntry("Allow", "GET, HEAD");
  }

  @Test
  void aResetWhoseClientHasLeftClosesNothing() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    metrics
        .gauge("held", "Held.")
        .register(
            () -> {
              begun.countDown();
              try {
                release.await();
              } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
              }
              return 1;
            });
    Asked first = Asked.by(service, "POST", "/reset", null);
    begun.await();
    Asked.by(service, "POST", "/reset", null).future().cancel(false);
    Asked last = Asked.by(service, "POST", "/reset", null);
    release.countDown();
    assertThat(first.body()).contains("\"epoch\":{\"number\":1,");
    assertThat(last.body()).contains("\"epoch\":{\"number\":2,");
  }

  @Test
  void anAnswerThatBreaksOffCountsOnceAndTheBytesThatWereSent() throws Exception {
    Asked asked = Asked.get(service, "", null);
    asked.answer().disconnected(7);
    asked.answer().sent();
    assertThat(service.totals()).containsEntry("client_disconnected", 1L);
    assertThat(service.totals()).containsEntry("success", 0L);
    assertThat(metrics.scrapeMetrics().bytes().with("/metrics", "text/plain").total()).isEqualTo(7);
  }

  @Test
  void aClientThatReadsForTooLongIsDisconnected() throws Exception {
    limits(Duration.ofMillis(1), Duration.ofMillis(20), 2);
    Asked slow = Asked.get(service, "", null);
    slow.answer();
    Until.isTrue("disconnected", () -> slow.disconnected() == 1);
    slow.answer().disconnected(0);
    assertThat(service.totals()).containsEntry("slow_client", 1L);
    assertThat(service.totals()).containsEntry("client_disconnected", 0L);
  }

  @Test
  void aClientThatReadsSlowlyIsDisconnectedWhereItsSlotIsNeeded() throws Exception {
    limits(Duration.ofMillis(1), Duration.ofMinutes(1), 1);
    Asked slow = Asked.get(service, "", null);
    slow.answer();
    Asked next = Asked.get(service, "", null);
    Until.isTrue("disconnected", () -> slow.disconnected() == 1);
    assertThat(next.future().isDone()).isFalse(); // until the host is done with the first
    slow.answer().disconnected(0);
    assertThat(next.status()).isEqualTo(200);
  }

  @Test
  void theSlowestClientGivesWayToAHostThatNeedsItsConnection() throws Exception {
    limits(Duration.ofMillis(1), Duration.ofMinutes(1), 2);
    Asked slow = Asked.get(service, "", null);
    slow.answer();
    Until.isTrue("slow", service::disconnectSlowest);
    assertThat(slow.disconnected()).isEqualTo(1);
    assertThat(service.disconnectSlowest()).isFalse();
  }

  @Test
  void aClientThatHasReadItsAnswerIsNeverDisconnected() throws Exception {
    limits(Duration.ofMillis(1), Duration.ofMillis(1), 1);
    for (int i = 0; i < 20; i++) {
      Asked asked = Asked.get(service, "", "name[]=jobs_total");
      asked.answer().sent();
      int before = asked.disconnected();
      Asked.get(service, "", null).body();
      assertThat(asked.disconnected()).isEqualTo(before);
    }
  }

  @Test
  void nothingIsKeptOfAScrapeThatWasAnswered() throws Exception {
    WeakReference<Asked> answered = new WeakReference<>(Asked.get(service, "", null));
    answered.get().body();
    Asked disconnected = Asked.get(service, "", null);
    disconnected.answer().disconnected(0);
    WeakReference<Asked> left = new WeakReference<>(disconnected);
    disconnected = null;
    Until.isTrue(
        "forgotten, long before its times are over",
        () -> {
          System.gc();
          return answered.refersTo(null) && left.refersTo(null);
        });
  }

  private void limits(Duration whenFull, Duration read, int answers) {
    service.close();
    service =
        ScrapeService.builder(metrics)
            .limits(
                ScrapeLimits.DEFAULTS
                    .withTimes(Duration.ofSeconds(10), whenFull, read)
                    .withMost(answers, 4))
            .build();
  }

  @Test
  void limitsAndFormatsThatCannotBeAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ScrapeLimits.DEFAULTS.withMost(0, 1))
        .withMessage("maxAnswers must be 1 to 100000, was 0");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> ScrapeLimits.DEFAULTS.withTimes(Duration.ZERO, Duration.ZERO, Duration.ZERO))
        .withMessage("maxWait must be 1 ms to 1 h, was PT0S");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ScrapeService.builder(metrics).format(PrometheusText::new))
        .withMessageContaining("is there already");
  }
}
