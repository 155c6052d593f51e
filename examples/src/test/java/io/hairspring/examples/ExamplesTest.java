package io.hairspring.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hairspring.catalog.HttpClientMetrics;
import io.hairspring.collector.LatencyRecorder;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.exposition.scrape.ScrapeLimits;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

/** Each example measures the requests that it answers, and shows them. */
class ExamplesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void theJdksServer() throws Exception {
    try (Example example = JdkServerExample.start(0, ScrapeLimits.DEFAULTS)) {
      assertThat(get(example, "/orders/17")).isEqualTo("taken\n");
      awaitCount(example, "/metrics", "endpoint=\"/orders\",method=\"GET\"", 1);
    }
  }

  @Test
  void undertow() throws Exception {
    try (Example example = UndertowExample.start(0)) {
      assertThat(get(example, "/orders/17")).isEqualTo("taken\n");
      awaitCount(example, "/internal/metrics", "endpoint=\"/orders/:id\",method=\"GET\"", 1);
    }
  }

  @Test
  void netty() throws Exception {
    try (Example example = NettyExample.start(0, ScrapeLimits.DEFAULTS)) {
      assertThat(get(example, "/orders/17")).isEqualTo("taken\n");
      get(example, "/secrets");
      awaitCount(example, "/metrics", "endpoint=\"/orders\",method=\"GET\"", 1);
      assertThat(get(example, "/metrics"))
          .contains("http_requests_total{endpoint=\"other\",method=\"GET\",status=\"404\"} 1\n");
    }
  }

  @Test
  void vertx() throws Exception {
    try (Example example = VertxExample.start(0, 0)) {
      assertThat(get(example, "/orders/17")).isEqualTo("taken\n");
      awaitCount(example, "/metrics", "endpoint=\"/orders\",method=\"GET\"", 1);
    }
  }

  @Test
  void reactorNetty() throws Exception {
    try (Example example = ReactorNettyExample.start(0, 0)) {
      assertThat(get(example, "/orders/17")).isEqualTo("taken\n");
      awaitCount(example, "/metrics", "endpoint=\"/orders\",method=\"GET\"", 1);
    }
  }

  @Test
  void armeria() throws Exception {
    try (Example example = ArmeriaExample.start(0, 0)) {
      assertThat(get(example, "/orders/17")).isEqualTo("taken\n");
      get(example, "/secrets");
      awaitCount(example, "/metrics", "endpoint=\"/orders/:id\",method=\"GET\"", 1);
      assertThat(get(example.metricsPort(), "/metrics"))
          .contains("http_requests_total{endpoint=\"/*\",method=\"GET\",status=\"404\"} 1\n");
    }
  }

  @Test
  void theJdksClient() throws Exception {
    try (Example example = JdkServerExample.start(0, ScrapeLimits.DEFAULTS)) {
      HttpClientMetrics requests = new HttpClientMetrics(example.metrics());
      MeasuredHttpClient measured = new MeasuredHttpClient(client, requests);
      HttpRequest request = request(example.port(), "/orders/17");
      assertThat(measured.send("orders", request, BodyHandlers.ofString()).statusCode())
          .isEqualTo(200);
      measured.sendAsync("orders", request, BodyHandlers.ofString()).join();
      HttpRequest refused = HttpRequest.newBuilder(URI.create("http://127.0.0.1:1/")).build();
      assertThatThrownBy(() -> measured.send("orders", refused, BodyHandlers.ofString()))
          .isInstanceOf(ConnectException.class);
      assertThat(get(example, "/metrics"))
          .contains(
              "http_client_requests_total{endpoint=\"orders\",method=\"GET\",status=\"200\"} 2\n")
          .contains(
              "http_client_errors_total{endpoint=\"orders\",method=\"GET\",error_type=\"ConnectException\"} 1\n")
          .contains("http_client_requests_in_flight 0\n");
    }
  }

  @Test
  @EnabledForJreRange(min = JRE.JAVA_21)
  void virtualThreads() throws Exception {
    try (MetricsCollector metrics = MetricsCollector.create()) {
      VirtualThreadsExample.run(metrics, 500, Duration.ofMillis(1));
      LatencyRecorder tasks =
          metrics.find("task_duration_seconds").orElseThrow().instrument(LatencyRecorder.class);
      assertThat(tasks.count()).isEqualTo(500);
    }
  }

  @Test
  void aServletFilter(@TempDir Path folder) throws Exception {
    try (Example example = ServletFilterExample.start(0, folder, ScrapeLimits.DEFAULTS)) {
      assertThat(get(example, "/orders/17")).isEqualTo("taken\n");
      awaitCount(example, "/metrics", "endpoint=\"/orders/*\",method=\"GET\"", 1);
      assertThat(get(example, "/orders/18?later=yes")).isEqualTo("taken later\n");
      awaitCount(example, "/metrics", "endpoint=\"/orders/*\",method=\"GET\"", 2);
    }
  }

  /** Scrapes until the request is there: it is recorded after its answer was sent. */
  private void awaitCount(Example example, String path, String labels, int count) throws Exception {
    String sample = "http_requests_total{" + labels + ",status=\"200\"} " + count + "\n";
    String latency = "http_request_duration_seconds_count{" + labels;
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    String page = get(example.metricsPort(), path);
    while (!page.contains(sample)) {
      assertThat(System.nanoTime()).as(page).isLessThan(deadline);
      TimeUnit.MILLISECONDS.sleep(1); // between two looks, not for the state itself
      page = get(example.metricsPort(), path);
    }
    assertThat(page).contains(latency).contains("http_requests_in_flight 0\n");
  }

  private String get(Example example, String path) throws Exception {
    return get(example.port(), path);
  }

  private String get(int port, String path) throws Exception {
    return client.send(request(port, path), BodyHandlers.ofString()).body();
  }

  private static HttpRequest request(int port, String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .timeout(PATIENCE)
        .build();
  }
}
