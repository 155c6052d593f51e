package io.hairspring.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.Counter;
import io.hairspring.collector.Family;
import io.hairspring.exposition.scrape.ScrapeLimits;
import io.hairspring.testing.Until;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a scrape is answered, whatever server the metrics are in. Tests extend it by the server. */
abstract class ScrapeContract {
  private static final ScrapeLimits LIMITS =
      ScrapeLimits.DEFAULTS
          .withTimes(Duration.ofSeconds(20), Duration.ofMillis(100), Duration.ofSeconds(20))
          .withMost(2, 4);

  private final CountDownLatch release = new CountDownLatch(1);
  private final AtomicInteger renderings = new AtomicInteger();
  private final List<Socket> open = new ArrayList<>();
  private Example server;
  private RawClient client;

  /** Starts a server; with these limits, unless it has others. */
  abstract Example start(ScrapeLimits limits, Path folder) throws Exception;

  /** Returns where the metrics are. */
  String path() {
    return "/metrics";
  }

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    server = start(LIMITS, folder);
    client = new RawClient(server.port());
    server.metrics().counter("jobs_total", "Jobs.").register().add(3);
  }

  @AfterEach
  void stop() throws IOException {
    release.countDown();
    for (Socket socket : open) {
      socket.close();
    }
    server.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*/*                          | text/plain;version=0.0.4;charset=utf-8",
        "image/png                    | text/plain;version=0.0.4;charset=utf-8",
        "application/openmetrics-text | application/openmetrics-text;version=1.0.0;charset=utf-8",
        "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited"
            + "| application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily",
        "application/json             | application/json;charset=utf-8"
      })
  void theClientChoosesTheFormatAndIsNeverRefusedForIt(String accept, String type)
      throws Exception {
    RawClient.Answer answer = client.get(path(), "Accept: " + accept);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type").replace("; ", ";")) // Tomcat leaves the blanks out
        .startsWith(type);
    assertThat(answer.header("Vary")).isEqualTo("Accept, Accept-Encoding");
    assertThat(answer.text()).contains("jobs");
  }

  @Test
  void whatIsBelowIsThereToo() throws Exception {
    assertThat(client.get(path() + "/json?name%5B%5D=jobs_total").text()).contains("\"value\":3");
    assertThat(client.get(path() + "/summary").status()).isEqualTo(200);
  }

  @Test
  void gzipIsSentToWhoeverTakesIt() throws Exception {
    RawClient.Answer answer = client.get(path(), "Accept-Encoding: gzip");
    assertThat(answer.header("Content-Encoding")).isEqualTo("gzip");
    byte[] plain = new GZIPInputStream(new ByteArrayInputStream(answer.body())).readAllBytes();
    assertThat(new String(plain, StandardCharsets.UTF_8)).contains("\njobs_total 3\n");
    assertThat(client.get(path()).header("Content-Encoding")).isNull();
  }

  @Test
  void headTellsWhatGetWouldSendAndTheConnectionGoesOn() throws Exception {
    String query = path() + "?name[]=jobs_total";
    RawClient.Answer get = client.get(query);
    try (Socket socket = client.open()) {
      RawClient.Answer head = RawClient.ask(socket, "HEAD", query);
      assertThat(head.body()).isEmpty();
      for (String name : List.of("Content-Type", "Content-Length", "Vary", "Cache-Control")) {
        assertThat(head.header(name)).as(name).isNotNull().isEqualTo(get.header(name));
      }
      assertThat(RawClient.ask(socket, "GET", query).text()).isEqualTo(get.text());
    }
  }

  @ParameterizedTest
  @CsvSource({"name[]=jobs_total", "a=b&name%5B%5D=jobs%5Ftotal", "name[]=no&name[]=jobs_total"})
  void namesNarrowTheAnswer(String query) throws Exception {
    assertThat(client.get(path() + "?" + query).text())
        .isEqualTo("# HELP jobs_total Jobs.\n# TYPE jobs_total counter\njobs_total 3\n");
  }

  @Test
  void whatMakesNoSenseIsRefusedAndCounted() throws Exception {
    assertThat(client.get(path() + "?" + "name[]=a&".repeat(101)).status()).isEqualTo(400);
    assertThat(client.get(path() + "/hdr").text()).startsWith("{\"error\":\"name expected");
    assertThat(client.get(path() + "/nothing").status()).isEqualTo(404);
    try (Socket socket = client.open()) {
      RawClient.Answer answer = RawClient.ask(socket, "PUT", path());
      assertThat(answer.status()).isEqualTo(405);
      assertThat(answer.header("Allow")).isEqualTo("GET, HEAD");
    }
    assertThat(server.metrics().scrapeMetrics().refused().with("bad_request").total()).isEqualTo(2);
  }

  @Test
  void fiftyEqualScrapesShareFewRenderingsAndHoldNothingElseUp() throws Exception {
    hold();
    begin(path());
    Until.isTrue("rendering", () -> renderings.get() == 1);
    for (int i = 0; i < 50; i++) {
      begin(path());
    }
    Until.isTrue("they wait", () -> server.metrics().scrapeMetrics().shared().total() == 49);
    assertThat(client.get("/orders/17").text()).isEqualTo("taken\n");
    release.countDown();
    for (Socket socket : open) {
      assertThat(RawClient.read(socket, false).text()).contains("\njobs_total 3\n");
    }
    assertThat(renderings).hasValue(2);
    Until.isTrue("each is counted", () -> ended("success") == 51);
  }

  @Test
  void aScrapeThatCannotBeAnsweredInItsTimeIsToldSo() throws Exception {
    hold();
    RawClient.Answer answer = client.get(path(), "X-Prometheus-Scrape-Timeout-Seconds: 0.05");
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.header("Retry-After")).isEqualTo("1");
    release.countDown();
    assertThat(client.get(path()).status()).isEqualTo(200);
  }

  @Test
  void clientsThatLeaveAreCountedAndTakeNobodysSlot() throws Exception {
    large();
    for (int i = 0; i < 5; i++) {
      Socket leaving = client.open();
      RawClient.send(leaving, "GET", path());
      assertThat(leaving.getInputStream().read()).isEqualTo('H');
      leaving.setSoLinger(true, 0);
      leaving.close();
    }
    Until.isTrue("counted", () -> ended("client_disconnected") == 5);
    assertThat(client.get(path() + "?name[]=jobs_total").status()).isEqualTo(200);
  }

  @Test
  void clientsThatDoNotReadAreDisconnectedWhereOthersWait() throws Exception {
    large();
    for (int slot = 0; slot < 2; slot++) {
      for (int i = 0; i < 10; i++) {
        begin(path());
      }
      for (Socket socket : open) { // so that those to come do not share
        assertThat(socket.getInputStream().read()).isNotEqualTo(-1);
      }
    }
    assertThat(client.get(path() + "?name[]=jobs_total").status()).isEqualTo(200);
    Until.isTrue("those of a slot are disconnected", () -> ended("slow_client") >= 10);
    assertThat(client.get(path() + "?name[]=jobs_total").status()).isEqualTo(200);
  }

  /** Sends a scrape, and leaves its answer unread. */
  private void begin(String path) throws IOException {
    Socket socket = client.open();
    open.add(socket);
    RawClient.send(socket, "GET", path);
  }

  /** Holds each rendering until it is let go. */
  private void hold() {
    server
        .metrics()
        .gauge("zz_held", "Held.")
        .register(
            () -> {
              renderings.incrementAndGet();
              try {
                release.await();
              } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
              }
              return 1;
            });
  }

  /** Has scrapes be larger than what the sockets of both sides hold. */
  private void large() {
    Family<Counter> large = server.metrics().counter("large_total", "Large.").family("a", "b");
    for (int i = 0; i < 9_000; i++) {
      large.with("x".repeat(1_000) + i, "y".repeat(1_000));
    }
  }

  private long ended(String outcome) {
    return server.metrics().scrapeMetrics().ended().with(outcome).total();
  }
}
