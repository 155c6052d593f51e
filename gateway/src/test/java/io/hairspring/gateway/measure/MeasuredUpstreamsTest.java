package io.hairspring.gateway.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.MetricsCollector;
import io.hairspring.exposition.format.PrometheusText;
import io.hairspring.exposition.format.Utf8Buffer;
import io.hairspring.gateway.client.UpstreamFailure;
import io.hairspring.gateway.pool.ConnectionPool;
import io.hairspring.gateway.proxy.UpstreamCall;
import io.hairspring.gateway.route.Route;
import io.hairspring.undertow.RequestMetricsHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read of an upstream's reply. */
class MeasuredUpstreamsTest {
  private final MetricsCollector metrics = MetricsCollector.create();
  private final HeaderMap headers = new HeaderMap();
  private final HttpServerExchange exchange = new HttpServerExchange(null);
  private final UpstreamCall call =
      new MeasuredUpstreams(metrics)
          .watch(
              Route.of("/ai", URI.create("http://h")),
              new ConnectionPool((thread, buffers, told) -> null, 1, 1, Duration.ofMinutes(1)))
          .begin(exchange);

  @BeforeEach
  void json() {
    headers.put(Headers.CONTENT_TYPE, "Application/JSON; charset=utf-8");
  }

  @AfterEach
  void close() {
    metrics.close();
  }

  @ParameterizedTest
  @CsvSource({"100, 0", "101, 1"})
  void aModelOfAnyLengthIsNoLabel(int length, int unknown) {
    call.head(200, headers, 0);
    call.body(ascii("{\"model\":\"" + "m".repeat(length) + "\"}"));
    call.completed();
    assertThat(text().split("model=\"unknown\",status=\"200\"", -1)).hasSize(1 + unknown);
    assertThat(text().split("\nupstream_unreadable_replies_total\\{.* 1\n", -1))
        .hasSize(1 + unknown);
  }

  @Test
  void aReplyThatIsNotPlainJsonIsNotRead() {
    headers.put(Headers.CONTENT_ENCODING, "gzip");
    assertThat(call.head(200, headers, 0)).isFalse();
    headers.remove(Headers.CONTENT_ENCODING);
    headers.put(Headers.CONTENT_TYPE, "text/event-stream");
    assertThat(call.head(200, headers, 0)).isFalse();
  }

  @Test
  void aReplyThatMakesNoSenseIsCounted() {
    call.head(200, headers, 0);
    call.body(ascii("{\"model\":"));
    call.completed();
    assertThat(text()).contains("upstream_unreadable_replies_total{provider=\"ai\"} 1\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"9223372036854775807", "-1", "1.5", "1e300", "1000000001"})
  void anAbsurdCountOfTokensIsRefusedAndCounted(String count) {
    call.head(200, headers, 0);
    call.body(ascii("{\"usage\":{\"prompt_tokens\":" + count + ",\"completion_tokens\":7}}"));
    call.completed();
    assertThat(text())
        .contains(
            "upstream_token_counts_refused_total 1\n",
            "upstream_tokens_total{provider=\"ai\",model=\"unknown\",type=\"completion\"} 7\n")
        .doesNotContain("type=\"prompt\"");
  }

  @Test
  void aReplyThatBreaksOffIsNotCountedAsUnreadableToo() {
    call.head(200, headers, 0);
    call.body(ascii("{\"model\":"));
    call.failed(UpstreamFailure.RESET);
    assertThat(text())
        .contains("error_type=\"reset\"")
        .doesNotContain("upstream_unreadable_replies_total{");
  }

  @Test
  void aCallWhoseClientLeavesIsCountedAndNoLongerUnderWay() {
    assertThat(text()).contains("upstream_requests_in_flight 1\n");
    call.abandoned();
    assertThat(text())
        .contains(
            "upstream_requests_in_flight 0\n", "upstream_abandoned_total{provider=\"ai\"} 1\n");
  }

  @Test
  void aCallThatIsOverWithItsRequestTakesNoLongerThanThat() {
    call.sent(1_000);
    call.head(200, new HeaderMap(), 4_000);
    exchange.getAttachment(RequestMetricsHandler.PHASES).ended(0, 9_000);
    call.completed();
    assertThat(text())
        .contains(
            "upstream_request_duration_seconds_sum{provider=\"ai\",model=\"unknown\"} 0.000008\n",
            "gateway_upstream_transfer_duration_seconds_sum{provider=\"ai\"} 0.000005\n",
            "gateway_queue_duration_seconds_sum{provider=\"ai\"} 0.000001\n");
  }

  private static ByteBuffer ascii(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
  }

  private String text() {
    PrometheusText format = new PrometheusText();
    Utf8Buffer buffer = new Utf8Buffer();
    format.begin(buffer);
    format.end(metrics.visit(format));
    return buffer.toString();
  }
}
