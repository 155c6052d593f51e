package io.hairspring.undertow;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.Counter;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.testing.Until;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SharedScrapesTest {
  private static final String SCRAPE = "GET %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\n%s\r\n";

  private final MetricsCollector metrics = MetricsCollector.create();
  private final Counter jobs = metrics.counter("jobs_total", "Jobs.").register();
  private final HeldScrapes held = new HeldScrapes(metrics);
  private final MetricsServer server = MetricsServer.builder(metrics).port(0).start();
  private final Client client = new Client(server.port());
  private final List<Socket> sockets = new ArrayList<>();

  @AfterEach
  void stop() throws IOException {
    held.release();
    for (Socket socket : sockets) {
      socket.close();
    }
    server.close();
  }

  @Test
  void scrapesThatArriveDuringARenderingShareTheNext() throws Exception {
    scrape("/metrics", "");
    held.awaitFirst();
    for (int i = 0; i < 10; i++) {
      scrape("/metrics", i % 2 == 0 ? "" : "Accept-Encoding: gzip\r\n");
    }
    Until.isTrue("nine share", () -> health().contains("\"scrapes_shared\":9"));
    held.release();
    for (Socket socket : sockets) {
      assertThat(text(socket)).startsWith("HTTP/1.1 200");
    }
    assertThat(held.collections()).isEqualTo(2);
  }

  @Test
  void valuesAreReadAfterTheScrapeArrived() throws Exception {
    Socket early = scrape("/metrics", "");
    held.awaitFirst();
    jobs.inc();
    Socket late = scrape("/metrics", "");
    held.release();
    assertThat(text(early)).contains("jobs_total 0\n");
    assertThat(text(late)).contains("jobs_total 1\n");
  }

  @Test
  void scrapesThatAskForSomethingElseDoNotShare() throws Exception {
    scrape("/metrics", "");
    held.awaitFirst();
    Socket narrow = scrape("/metrics?name[]=jobs_total", "");
    Socket openMetrics = scrape("/metrics", "Accept: application/openmetrics-text\r\n");
    Socket json = scrape("/metrics/json", "");
    held.release();
    assertThat(text(narrow)).endsWith("# TYPE jobs_total counter\njobs_total 0\n");
    assertThat(text(openMetrics)).endsWith("# EOF\n");
    assertThat(text(json)).contains("{\"families\"");
    assertThat(health()).contains("\"scrapes_shared\":0");
  }

  @Test
  void aScrapeThatCannotBeAnsweredInItsTimeIsToldSo() throws Exception {
    scrape("/metrics", "");
    held.awaitFirst();
    Socket hasty = scrape("/metrics", "X-Prometheus-Scrape-Timeout-Seconds: 0.050\r\n");
    assertThat(text(hasty)).startsWith("HTTP/1.1 503").contains("Retry-After: 1");
    assertThat(health()).contains("\"scrapes_timed_out\":1");
    held.release();
    assertThat(client.get("/metrics").statusCode()).isEqualTo(200);
  }

  @Test
  void aClientThatWouldWaitLongerThanTheServerIsToldSoInTheServersTime() throws Exception {
    ServerLimits limits = ServerLimits.DEFAULTS.withMillis(10_000, 50, 10_000, 10_000);
    try (MetricsServer hasty = MetricsServer.builder(metrics).port(0).limits(limits).start()) {
      HttpResponse<String> answer =
          new Client(hasty.port()).get("/metrics", "X-Prometheus-Scrape-Timeout-Seconds", "999");
      assertThat(answer.body()).contains("no answer in time");
    }
  }

  @Test
  void wishesThatAreStuckDoNotPileUp() throws Exception {
    ServerLimits limits =
        ServerLimits.DEFAULTS.withMillis(10_000, 50, 10_000, 10_000).withMost(1, 1);
    try (MetricsServer hasty = MetricsServer.builder(metrics).port(0).limits(limits).start()) {
      Client impatient = new Client(hasty.port());
      for (String name : List.of("zz_held", "jobs_total")) {
        assertThat(impatient.get("/metrics?name[]=" + name).body()).contains("no answer in time");
      }
      assertThat(impatient.get("/metrics?name[]=new").body()).contains("too many requests");
      assertThat(impatient.get("/metrics").body()).contains("no answer in time"); // but waited
      held.release();
      Until.isTrue("free again", () -> status(impatient, "/metrics?name[]=new") == 200);
    }
  }

  private static int status(Client client, String path) {
    try {
      return client.get(path).statusCode();
    } catch (IOException | InterruptedException failure) {
      throw new AssertionError(failure);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "0", "-1", "1e3", "999999", "NaN"})
  void aTimeoutThatMakesNoSenseIsPassedOver(String timeout) throws Exception {
    held.release();
    HttpResponse<String> answer =
        client.get("/metrics", "X-Prometheus-Scrape-Timeout-Seconds", timeout);
    assertThat(answer.statusCode()).isEqualTo(200);
  }

  private Socket scrape(String path, String header) throws IOException {
    Socket socket = client.open(SCRAPE.formatted(path, header));
    sockets.add(socket);
    return socket;
  }

  private String health() {
    try {
      return client.get("/metrics/health").body();
    } catch (IOException | InterruptedException failure) {
      throw new AssertionError(failure);
    }
  }

  private static String text(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
