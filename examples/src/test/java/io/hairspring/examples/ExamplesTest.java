package io.hairspring.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.exposition.scrape.ScrapeLimits;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
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
    String page = get(example, path);
    while (!page.contains(sample)) {
      assertThat(System.nanoTime()).as(page).isLessThan(deadline);
      TimeUnit.MILLISECONDS.sleep(1); // between two looks, not for the state itself
      page = get(example, path);
    }
    assertThat(page).contains(latency).contains("http_requests_in_flight 0\n");
  }

  private String get(Example example, String path) throws Exception {
    return client
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + example.port() + path))
                .timeout(PATIENCE)
                .build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }
}
