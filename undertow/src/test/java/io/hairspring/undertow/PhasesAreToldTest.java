package io.hairspring.undertow;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.MetricsCollector;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whoever tells where the time of a request goes is told when it ends, wherever he tells it. */
class PhasesAreToldTest {
  private final MetricsCollector metrics = MetricsCollector.create();
  private final BlockingQueue<String> ended = new LinkedBlockingQueue<>();

  @AfterEach
  void close() {
    metrics.close();
  }

  @Test
  void aHandlerTellsWithoutAnAttachment() throws Exception {
    HttpHandler telling =
        exchange -> {
          tell(exchange, "told");
          exchange.getResponseSender().send(attached(exchange));
        };
    assertThat(answerOf(telling)).isEqualTo("none");
    assertThat(ended.poll(10, TimeUnit.SECONDS)).isEqualTo("told");
    assertThat(ended).isEmpty();
  }

  @Test
  void aTaskOfAHandlerTellsAsWell() throws Exception {
    HttpHandler telling =
        exchange ->
            exchange.dispatch(
                () -> {
                  tell(exchange, "dispatched");
                  exchange.getResponseSender().send(attached(exchange));
                });
    assertThat(answerOf(telling)).isEqualTo("some");
    assertThat(ended.poll(10, TimeUnit.SECONDS)).isEqualTo("dispatched");
  }

  @Test
  void aRequestIsNotToldOfAnother() throws Exception {
    HttpServerExchange other = new HttpServerExchange(null);
    HttpHandler telling =
        exchange -> {
          tell(other, "other's");
          exchange.getResponseSender().send(attached(other));
        };
    assertThat(answerOf(telling)).isEqualTo("some");
    assertThat(answerOf(exchange -> exchange.getResponseSender().send("ok"))).isEqualTo("ok");
    assertThat(ended).isEmpty();
  }

  @Test
  void ofHandlersInsideEachOtherTheInnermostIsTold() throws Exception {
    HttpHandler telling =
        exchange -> {
          tell(exchange, "told");
          exchange.getResponseSender().send("ok");
        };
    MetricsCollector others = MetricsCollector.create();
    answerOf(RequestMetricsHandler.builder(others).build(telling));
    others.close();
    assertThat(ended.poll(10, TimeUnit.SECONDS)).isEqualTo("told");
    assertThat(ended).isEmpty();
  }

  private String answerOf(HttpHandler handler) throws Exception {
    try (RequestMetricsHandler measuring = RequestMetricsHandler.builder(metrics).build(handler);
        Host host = new Host(measuring)) {
      return host.client().get("/a").body();
    }
  }

  private static String attached(HttpServerExchange exchange) {
    return exchange.getAttachment(RequestMetricsHandler.PHASES) == null ? "none" : "some";
  }

  private void tell(HttpServerExchange exchange, String what) {
    RequestMetricsHandler.tellPhases(
        exchange,
        new RequestPhases() {
          @Override
          public void ended(long startNanos, long endNanos) {
            ended.add(what);
          }

          @Override
          public Map<String, Long> nanos() {
            return Map.of();
          }

          @Override
          public Map<String, String> labels() {
            return Map.of();
          }
        });
  }
}
