package io.hairspring.undertow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.hairspring.collector.Counter;
import io.hairspring.collector.Family;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.testing.Until;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ServerUnderLoadTest {
  private static final String GET_METRICS =
      "GET /metrics HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";

  private final MetricsCollector metrics = MetricsCollector.create();
  private final MetricsServer server =
      MetricsServer.builder(metrics).port(0).resetToken("t").start();
  private final Client client = new Client(server.port());
  private final CountDownLatch scraping = new CountDownLatch(1);
  private final CountDownLatch release = new CountDownLatch(1);

  @AfterEach
  void stop() {
    release.countDown();
    server.close();
  }

  /** Makes every scrape wait for {@link #release}. */
  private void holdScrapes() {
    metrics
        .gauge("held", "Held.")
        .register(
            () -> {
              scraping.countDown();
              try {
                release.await();
              } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
              }
              return 1;
            });
  }

  @Test
  void concurrentScrapesAreAllWhole() throws Exception {
    Family<Counter> jobs = metrics.counter("jobs_total", "Jobs.").family("job");
    for (int i = 0; i < 2000; i++) {
      jobs.with("job-" + i).inc();
    }
    ExecutorService clients = Executors.newFixedThreadPool(8);
    try {
      List<Future<HttpResponse<String>>> answers = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        answers.add(clients.submit(() -> client.get("/metrics?name[]=jobs_total")));
      }
      for (Future<HttpResponse<String>> answer : answers) {
        assertThat(answer.get().statusCode()).isEqualTo(200);
        assertThat(answer.get().body().lines()).hasSize(2002);
        assertThat(answer.get().body()).endsWith("jobs_total{job=\"job-1999\"} 1\n");
      }
    } finally {
      clients.shutdownNow();
    }
  }

  @Test
  void resetsInTheMidstOfRecordingLoseNothing() throws Exception {
    Counter jobs = metrics.counter("jobs_total", "Jobs.").register();
    AtomicBoolean stop = new AtomicBoolean();
    ExecutorService writer = Executors.newSingleThreadExecutor();
    try {
      Future<Long> written =
          writer.submit(
              () -> {
                long n = 0;
                for (; !stop.get(); n++) {
                  jobs.inc();
                }
                return n;
              });
      long shown = 0;
      for (int i = 0; i < 50; i++) {
        shown += reset();
      }
      stop.set(true);
      long all = written.get();
      assertThat(shown + reset()).isEqualTo(all);
    } finally {
      writer.shutdownNow();
    }
  }

  private long reset() throws Exception {
    HttpResponse<String> closed =
        client.send("POST", "/metrics/reset", "Authorization", "Bearer t");
    for (JsonNode family : JsonMapper.builder().build().readTree(closed.body()).at("/families")) {
      if (family.at("/name").asText().equals("jobs_total")) {
        return family.at("/series/0/value").asLong();
      }
    }
    throw new AssertionError(closed.body());
  }

  @Test
  void healthDoesNotWaitBehindScrapes() throws Exception {
    holdScrapes();
    List<Socket> scrapes = new ArrayList<>();
    try {
      for (int i = 0; i < 10; i++) {
        scrapes.add(client.open(GET_METRICS));
      }
      scraping.await();
      for (String path : List.of("/", "/live", "/ready", "/health", "/api/v1/health")) {
        assertThat(client.get(path).statusCode()).as(path).isEqualTo(200);
      }
      assertThat(client.get("/metrics/health").body()).contains("\"status\":\"degraded\"");
      release.countDown();
      for (Socket scrape : scrapes) {
        assertThat(text(scrape)).startsWith("HTTP/1.1 200");
      }
    } finally {
      close(scrapes);
    }
  }

  @Test
  void anAnswerUnderWayIsLetEndWhenTheServerCloses() throws Exception {
    holdScrapes();
    try (Socket scrape = client.open(GET_METRICS)) {
      scraping.await();
      Thread closing = new Thread(server::close);
      closing.start();
      Until.isTrue("closing", () -> raw("GET /live HTTP/1.0\r\n\r\n").contains("503"));
      release.countDown();
      assertThat(text(scrape)).startsWith("HTTP/1.1 200").contains("held 1\n");
      closing.join();
    }
  }

  private String raw(String request) {
    try {
      return client.raw(request);
    } catch (IOException broken) {
      throw new AssertionError(broken);
    }
  }

  private static String text(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static void close(List<Socket> sockets) throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
