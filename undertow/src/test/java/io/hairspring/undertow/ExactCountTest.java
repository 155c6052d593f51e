package io.hairspring.undertow;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.EventSettings;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.testing.Until;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.BlockingHandler;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ExactCountTest {
  private static final int CLIENTS = 4;
  private static final int MORE_THAN_A_SOCKET_TAKES = 8 * 1024 * 1024;
  private static final int REQUESTS_PER_CLIENT = 500;
  private static final int REQUESTS = CLIENTS * REQUESTS_PER_CLIENT;

  private final MetricsCollector metrics = MetricsCollector.create();

  /** Fails for every fourth request, and answers another fourth at length. */
  private static void answer(HttpServerExchange exchange) throws IOException {
    String path = exchange.getRequestPath();
    exchange.setStatusCode(path.endsWith("3") ? StatusCodes.INTERNAL_SERVER_ERROR : StatusCodes.OK);
    exchange.getOutputStream().write(new byte[path.endsWith("2") ? MORE_THAN_A_SOCKET_TAKES : 1]);
  }

  @Test
  void everyRequestIsCountedOnceAlsoWhenAQuarterFailsAndClientsHangUp() throws Exception {
    countsAll(RequestMetricsHandler.builder(metrics));
  }

  @Test
  void throughARingEveryRequestIsCountedOnceToo() throws Exception {
    try (RequestRing ring = RequestRing.start(metrics, EventSettings.defaults())) {
      countsAll(RequestMetricsHandler.builder(metrics).through(ring));
      assertThat(Lines.of(metrics).sum("hairspring_events_applied_total{")).isEqualTo(REQUESTS);
    }
  }

  private void countsAll(RequestMetricsHandler.Builder builder) throws Exception {
    HttpHandler handler = builder.build(new BlockingHandler(ExactCountTest::answer));
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    try (Host host = new Host(handler)) {
      List<Future<?>> done = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        done.add(clients.submit(() -> ask(host.client())));
      }
      for (Future<?> each : done) {
        each.get();
      }
      Until.isTrue(
          "all requests ended",
          () ->
              Lines.of(metrics).sum("http_requests_total{") >= REQUESTS
                  && Lines.of(metrics).value("http_requests_in_flight") == 0);
    } finally {
      clients.shutdownNow();
    }
    Lines lines = Lines.of(metrics);
    assertThat(lines.sum("http_requests_total{")).isEqualTo(REQUESTS);
    assertThat(lines.sum("http_request_duration_seconds_count{")).isEqualTo(REQUESTS);
    assertThat(lines.sum("http_request_size_bytes_count{")).isZero(); // none has a body
    assertThat(lines.sum("http_response_size_bytes_count{")).isEqualTo(REQUESTS);
    assertThat(lines.sum("http_request_errors_total{")).isEqualTo(REQUESTS / 4);
    assertThat(lines.sum("http_requests_aborted_total{")).isEqualTo(REQUESTS / 4);
  }

  /** Asks for four things in turn and, of the large one, reads the beginning only. */
  private static Void ask(Client client) throws Exception {
    for (int i = 0; i < REQUESTS_PER_CLIENT; i++) {
      int kind = i % 4;
      try (Socket socket = client.open("GET /r/a" + kind + " HTTP/1.0\r\n\r\n")) {
        if (kind == 2) {
          assertThat(socket.getInputStream().readNBytes(100)).hasSize(100);
        } else {
          assertThat(socket.getInputStream().readAllBytes()).isNotEmpty();
        }
      }
    }
    return null;
  }
}
