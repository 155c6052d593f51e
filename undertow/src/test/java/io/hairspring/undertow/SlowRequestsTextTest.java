package io.hairspring.undertow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.hairspring.catalog.GroupSettings;
import io.hairspring.catalog.HttpServerMetrics;
import io.hairspring.catalog.SlowRequest;
import io.hairspring.catalog.SlowRequests;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.exposition.format.Utf8Buffer;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is shown of many slow requests. */
class SlowRequestsTextTest {
  private final MetricsCollector metrics = MetricsCollector.create();
  private final SlowRequests slow =
      SlowRequests.start(metrics, SlowRequests.MOST_PER_ROUTE, SlowRequests.DEFAULT_WINDOW);
  private final HttpServerMetrics http =
      new HttpServerMetrics(metrics, GroupSettings.defaults(), slow);
  private final Utf8Buffer out = new Utf8Buffer();

  @AfterEach
  void close() {
    metrics.close();
  }

  @Test
  void howManyMoreThereAreIsSaid() throws IOException {
    keep(70);
    SlowRequestsText.json(slow, out);
    JsonNode json = JsonMapper.builder().build().readTree(out.toString());
    assertThat(json.get("slowest")).hasSize(200);
    assertThat(json.get("slowest_left_out").asInt()).isEqualTo(10);
    assertThat(json.get("failures_left_out").asInt()).isZero();
    out.clear();
    SlowRequestsText.tables(slow, out);
    assertThat(out.toString()).containsOnlyOnce("\nand 10 more\n");
  }

  @Test
  void whereAllAreShownNothingIsSaid() {
    keep(60);
    SlowRequestsText.tables(slow, out);
    assertThat(out.toString()).doesNotContain("more");
  }

  @Test
  void longTextsMakeNoLongRows() {
    String text = "x\n".repeat(30_000);
    http.handle("/a", "GET").keep(request(text, 1, Map.of(text, 1L), text), 1);
    SlowRequestsText.tables(slow, out);
    assertThat(out.toString().lines()).hasSizeLessThan(10).allMatch(line -> line.length() < 400);
  }

  /** Keeps so many requests of each of three routes. */
  private void keep(int ofEach) {
    for (String endpoint : new String[] {"/a", "/b", "/c"}) {
      for (int nanos = 1; nanos <= ofEach; nanos++) {
        http.handle(endpoint, "GET").keep(request(endpoint, nanos, Map.of(), ""), nanos);
      }
    }
  }

  private static SlowRequest request(
      String endpoint, long nanos, Map<String, Long> phases, String traceId) {
    return new SlowRequest(
        Instant.EPOCH, endpoint, "GET", 200, nanos, -1, 0, false, phases, Map.of(), traceId);
  }
}
