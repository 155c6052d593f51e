package io.hairspring.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hairspring.gateway.route.Route;
import io.hairspring.gateway.testing.Gateways;
import io.hairspring.gateway.testing.Http;
import io.hairspring.gateway.testing.Scrape;
import io.hairspring.gateway.testing.SocketUpstream;
import io.hairspring.testing.Until;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What {@code /metrics/slow} tells of requests to an upstream that does what a script says. */
class SlowRequestsOfTheGatewayTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

  private static SocketUpstream upstream() {
    return SocketUpstream.start(
        socket -> {
          for (String head = SocketUpstream.head(socket);
              !head.isEmpty();
              head = SocketUpstream.head(socket)) {
            String status = head.contains("broken") ? "500 Oh" : "200 OK";
            SocketUpstream.write(socket, "HTTP/1.1 " + status + "\r\nContent-Length: 2\r\n\r\nok");
          }
        });
  }

  private static Gateway gateway(SocketUpstream upstream, Map<String, String> settings) {
    return Gateway.start(
        Gateways.config(
            List.of(Route.of("/up", upstream.url())),
            Gateways.GENEROUS,
            GatewayConfig.Recording.DIRECT,
            settings));
  }

  private static JsonNode slow(Gateway gateway) {
    URI page = gateway.metricsUrl().orElseThrow().resolve("metrics/slow");
    try {
      return new ObjectMapper().readTree(Http.get(page).body());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Test
  void thePhasesOfEachRequestAddUpToItsTime() {
    try (SocketUpstream upstream = upstream();
        Gateway gateway = gateway(upstream, Map.of("slow-requests", "50"))) {
      for (int i = 0; i < 30; i++) {
        Http.get(
            gateway.url().resolve("up/a"), "traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01");
      }
      Until.isTrue("all 30 kept", () -> slow(gateway).get("slowest").size() == 30);
      for (JsonNode request : slow(gateway).get("slowest")) {
        BigDecimal sum =
            StreamSupport.stream(request.get("phases_seconds").spliterator(), false)
                .map(phase -> new BigDecimal(phase.asText()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(sum)
            .isEqualByComparingTo(new BigDecimal(request.get("duration_seconds").asText()));
        assertThat(request.get("endpoint").asText()).isEqualTo("/up/a");
        assertThat(request.get("labels").get("provider").asText()).isEqualTo("up");
        assertThat(request.get("trace_id").asText()).isEqualTo(TRACE);
      }
    }
  }

  @Test
  void aRequestThatAGarbageCollectionHeldUpSaysSo() {
    byte[][] live = new byte[3_000][];
    for (int i = 0; i < live.length; i++) {
      live[i] = new byte[10_000];
    }
    try (SocketUpstream upstream =
            SocketUpstream.start(
                socket -> {
                  while (!SocketUpstream.head(socket).isEmpty()) {
                    System.gc();
                    SocketUpstream.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                  }
                });
        Gateway gateway = gateway(upstream, Map.of())) {
      Until.isTrue(
          "a pause within a request",
          () -> {
            Http.get(gateway.url().resolve("up/a"));
            JsonNode slowest = slow(gateway).get("slowest");
            return slowest.size() > 0 && slowest.get(0).get("gc_pause_seconds").asDouble() > 0.001;
          });
      JsonNode first = slow(gateway).get("slowest").get(0);
      assertThat(first.get("gc_pause_seconds").asDouble())
          .isLessThanOrEqualTo(first.get("duration_seconds").asDouble() + 0.002);
    }
    assertThat(live.length).isEqualTo(3_000);
  }

  @Test
  void eachRequestOfAnUpstreamHasAnOverhead() {
    try (SocketUpstream upstream = upstream();
        Gateway gateway = gateway(upstream, Map.of())) {
      for (int i = 0; i < 5; i++) {
        Http.get(gateway.url().resolve("up/a"));
      }
      Until.isTrue(
          "five overheads",
          () ->
              Scrape.of(gateway).sum("gateway_overhead_duration_seconds_count", "provider=\"up\"")
                  == 5);
    }
  }

  @Test
  void aFailureIsToldWithItsStatus() {
    try (SocketUpstream upstream = upstream();
        Gateway gateway = gateway(upstream, Map.of())) {
      Http.get(gateway.url().resolve("up/broken"));
      Until.isTrue("kept", () -> slow(gateway).get("failures").size() == 1);
      assertThat(slow(gateway).get("failures").get(0).get("status").asInt()).isEqualTo(500);
      String table =
          Http.get(
                  gateway.metricsUrl().orElseThrow().resolve("metrics/slow"),
                  "Accept",
                  "text/plain")
              .body();
      assertThat(table).contains("last failures\n", "/up/broken  GET", "first_byte");
    }
  }

  @Test
  void nothingIsKeptWhereNothingMayBeShown() {
    try (SocketUpstream upstream = upstream();
        Gateway gateway = gateway(upstream, Map.of("slow-requests", "0"))) {
      Http.get(gateway.url().resolve("up/a"));
      assertThat(Http.get(gateway.metricsUrl().orElseThrow().resolve("metrics/slow")).statusCode())
          .isEqualTo(404);
    }
  }
}
