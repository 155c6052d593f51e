package io.hairspring.undertow;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.EventSettings;
import io.hairspring.collector.Exemplar;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.exposition.format.OpenMetricsText;
import io.hairspring.exposition.format.Utf8Buffer;
import io.hairspring.testing.Until;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What leads to the trace of a request comes from its exchange. */
class RequestExemplarsTest {
  private static final HttpHandler FAILING = exchange -> exchange.setStatusCode(500);
  private static final String TRACE = "# {trace_id=\"4bf9\"}";

  private final MetricsCollector metrics = MetricsCollector.create();

  private RequestMetricsHandler.Builder measured(Function<HttpServerExchange, Exemplar> exemplars) {
    return RequestMetricsHandler.builder(metrics).durationBuckets(60).exemplars(exemplars);
  }

  private static Exemplar trace(HttpServerExchange exchange) {
    return Exemplar.of("trace_id", exchange.getRequestHeaders().getFirst("Trace"));
  }

  private void ended(int requests) {
    Until.isTrue(
        requests + " ended",
        () -> Lines.of(metrics).sum("http_request_duration_seconds_count{") == requests);
  }

  /** Returns the lines that show the trace, without labels and values. */
  private List<String> traced() {
    OpenMetricsText format = new OpenMetricsText();
    Utf8Buffer out = new Utf8Buffer();
    format.begin(out);
    format.end(metrics.visit(format));
    return out.toString()
        .lines()
        .filter(line -> line.contains(TRACE))
        .map(line -> line.substring(0, line.indexOf('{')))
        .toList();
  }

  @Test
  void aRequestShowsItsTraceInDurationSizesAndErrors() throws Exception {
    try (Host host = new Host(measured(RequestExemplarsTest::trace).build(FAILING))) {
      host.client().send("POST", "/a", "Trace", "4bf9");
      ended(1);
    }
    assertThat(traced())
        .containsExactlyInAnyOrder(
            "http_request_duration_seconds_bucket",
            "http_request_size_bytes_bucket",
            "http_response_size_bytes_bucket",
            "http_request_errors_total");
  }

  @Test
  void aRingTakesItAlong() throws Exception {
    try (RequestRing ring = RequestRing.start(metrics, EventSettings.defaults());
        Host host = new Host(measured(RequestExemplarsTest::trace).through(ring).build(FAILING))) {
      host.client().send("POST", "/a", "Trace", "4bf9");
      ended(1);
      assertThat(ring.flush(Duration.ofSeconds(10))).isTrue();
    }
    assertThat(traced()).hasSize(4);
  }

  @Test
  void theFunctionIsAskedOnceARequestAndMayKnowNone() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    Function<HttpServerExchange, Exemplar> none =
        exchange -> {
          asked.incrementAndGet();
          return null;
        };
    try (Host host = new Host(measured(none).build(FAILING))) {
      host.client().get("/a");
      host.client().get("/a");
      ended(2);
    }
    assertThat(asked).hasValue(2);
    assertThat(refused()).isZero();
  }

  @Test
  void aFunctionThatThrowsBreaksNoRequestAndIsCountedOnce() throws Exception {
    Function<HttpServerExchange, Exemplar> broken =
        exchange -> {
          if (exchange.getRequestPath().equals("/a")) {
            throw new IllegalStateException("on purpose");
          }
          if (exchange.getRequestPath().equals("/b")) {
            throw new AssertionError("on purpose");
          }
          return trace(exchange);
        };
    try (Host host = new Host(measured(broken).build(FAILING))) {
      assertThat(host.client().get("/a").statusCode()).isEqualTo(500);
      ended(1);
      assertThat(refused()).isEqualTo(1);
      host.client().get("/good", "Trace", "4bf9");
      assertThat(host.client().get("/b").statusCode()).isEqualTo(500);
      ended(3);
      assertThat(refused()).isEqualTo(2);
    }
    assertThat(Lines.of(metrics).value("http_requests_in_flight")).isZero();
    assertThat(Lines.of(metrics).sum("http_request_errors_total{")).isEqualTo(3);
  }

  private double refused() {
    return Lines.of(metrics).value("hairspring_recordings_rejected_total{reason=\"exemplar\"}");
  }
}
