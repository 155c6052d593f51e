package io.hairspring.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hairspring.collector.MetricsCollector;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Functions that move the metrics of a server or a client. */
class HttpCallsTest {
  private static final String OF = "{endpoint=\"/a\",method=\"GET\"}";
  private static final String BY = "{endpoint=\"/a\",method=\"GET\",";

  private final MetricsCollector metrics = MetricsCollector.create();
  private final HttpServerMetrics server = new HttpServerMetrics(metrics);
  private final HttpClientMetrics client = new HttpClientMetrics(metrics);

  private static void use(MeasuredCall call) throws Exception {
    call.run(() -> {});
    assertThat(call.get(() -> 1)).isEqualTo(1);
    assertThat(call.call(() -> 2)).isEqualTo(2);
    try (MeasuredCall.Timing timing = call.begin()) {
      timing.failed(new IllegalStateException());
    }
    assertThatThrownBy(
            () ->
                call.run(
                    () -> {
                      throw new IllegalStateException("broken");
                    }))
        .hasMessage("broken");
  }

  @Test
  void aServersCallsAreCountedTimedAndInFlight() throws Exception {
    use(server.call("/a", "GET"));
    CompletableFuture<String> later = new CompletableFuture<>();
    server.call("/a", "GET").<String, CompletableFuture<String>>stage(() -> later);
    assertThat(Seen.of(metrics).get("http_requests_in_flight")).isEqualTo(1.0);
    later.complete("");
    Seen seen = Seen.of(metrics);
    assertThat(seen.get("http_requests_in_flight")).isEqualTo(0.0);
    assertThat(seen.count("http_requests_total" + BY + "status=\"200\"}")).isEqualTo(4);
    assertThat(seen.count("http_requests_total" + BY + "status=\"500\"}")).isEqualTo(2);
    assertThat(seen.count("http_request_errors_total" + OF)).isEqualTo(2);
    assertThat(seen.count("http_request_duration_seconds_count" + OF)).isEqualTo(6);
    assertThat(seen.count("http_request_size_bytes_count" + OF)).isZero();
    assertThat(seen.count("http_request_calls_unmeasured_total")).isZero();
  }

  @Test
  void aClientsCallsAreCountedTimedAndInFlight() throws Exception {
    use(client.call("/a", "GET"));
    CompletableFuture<String> later = new CompletableFuture<>();
    client.call("/a", "GET").<String, CompletableFuture<String>>stage(() -> later);
    assertThat(Seen.of(metrics).get("http_client_requests_in_flight")).isEqualTo(1.0);
    later.completeExceptionally(new IllegalArgumentException());
    Seen seen = Seen.of(metrics);
    assertThat(seen.get("http_client_requests_in_flight")).isEqualTo(0.0);
    assertThat(seen.count("http_client_requests_total" + BY + "status=\"200\"}")).isEqualTo(3);
    assertThat(seen.count("http_client_requests_total" + BY + "status=\"none\"}")).isEqualTo(3);
    assertThat(
            seen.count("http_client_errors_total" + BY + "error_type=\"IllegalStateException\"}"))
        .isEqualTo(2);
    assertThat(
            seen.count(
                "http_client_errors_total" + BY + "error_type=\"IllegalArgumentException\"}"))
        .isEqualTo(1);
    assertThat(seen.count("http_client_request_duration_seconds_count" + OF)).isEqualTo(6);
  }
}
