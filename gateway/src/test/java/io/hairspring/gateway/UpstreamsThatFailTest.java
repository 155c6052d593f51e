package io.hairspring.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.gateway.GatewayConfig.Operation;
import io.hairspring.gateway.route.Route;
import io.hairspring.gateway.testing.Gateways;
import io.hairspring.gateway.testing.Http;
import io.hairspring.gateway.testing.Scrape;
import io.hairspring.gateway.testing.SocketUpstream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a gateway says of an upstream that fails as a whole. */
@SuppressWarnings("try") // an upstream is closed to be away
class UpstreamsThatFailTest {
  private volatile int status = 200;
  private volatile String asked = "";

  @Test
  void oneThatCannotBeReachedMakesTheHealthDegradedAndTheGatewayStaysReady() {
    try (Gateway gateway = Gateways.to(URI.create("http://127.0.0.1:1"))) {
      URI url = gateway.url().resolve("/up/x");
      assertHealth(gateway, "\"healthy\"", "answers");
      for (int i = 0; i < 3; i++) {
        assertThat(Http.get(url).statusCode()).isEqualTo(502);
      }
      assertHealth(
          gateway, "\"degraded\"", "the last 3 calls failed: the upstream cannot be reached");
      URI ready = gateway.metricsUrl().orElseThrow().resolve("ready");
      assertThat(Http.get(ready).statusCode()).isEqualTo(200);
      Scrape.await(gateway, 0.5, "health_check_status", "check=\"upstream /up\"");
    }
  }

  @Test
  void oneThatAnswersNothingButErrorsDoesToo() {
    try (SocketUpstream upstream = answering();
        Gateway gateway = Gateways.to(upstream.url())) {
      URI url = gateway.url().resolve("/up/x");
      status = 500;
      for (int i = 0; i < 3; i++) {
        assertThat(Http.get(url).statusCode()).isEqualTo(500);
      }
      assertHealth(gateway, "\"degraded\"", "the last 3 calls failed: answered 500");
      status = 404;
      assertThat(Http.get(url).statusCode()).isEqualTo(404);
      assertHealth(gateway, "\"healthy\"", "answers");
    }
  }

  @Test
  void oneThatIsAskedForAPathIsJudgedWithoutRequests() {
    try (SocketUpstream upstream = answering();
        Gateway gateway =
            Gateway.start(
                Gateways.config(
                        List.of(Route.of("/up", upstream.url().resolve("/base"))),
                        Gateways.GENEROUS)
                    .with(new Operation(Duration.ZERO, Duration.ZERO, "/well?deep=1")))) {
      assertHealth(gateway, "\"healthy\"", "answers");
      assertThat(asked).startsWith("GET /well?deep=1 HTTP/1.1\n");
      status = 503;
      assertHealth(gateway, "\"degraded\"", "/well is answered 503");
      status = 204;
      assertHealth(gateway, "\"healthy\"", "answers");
      upstream.close();
      assertHealth(gateway, "\"degraded\"", "/well is not answered: ConnectException");
      assertThat(Scrape.of(gateway).sum("http_requests_total")).isZero();
    }
  }

  @Test
  void aPathThatIsAnsweredEndsWhatFailedCallsSaid() {
    status = 500;
    try (SocketUpstream upstream = answering();
        Gateway gateway =
            Gateway.start(
                Gateways.config(List.of(Route.of("/up", upstream.url())), Gateways.GENEROUS)
                    .with(new Operation(Duration.ZERO, Duration.ZERO, "/well")))) {
      for (int i = 0; i < 3; i++) {
        Http.get(gateway.url().resolve("/up/x"));
      }
      assertHealth(gateway, "\"degraded\"", "/well is answered 500");
      status = 200;
      assertHealth(gateway, "\"healthy\"", "answers");
    }
  }

  private SocketUpstream answering() {
    return SocketUpstream.start(
        socket -> {
          asked = SocketUpstream.head(socket);
          SocketUpstream.write(socket, Http.head("HTTP/1.1 " + status + " X", "Content-Length: 0"));
        });
  }

  private static void assertHealth(Gateway gateway, String status, String detail) {
    URI url = gateway.metricsUrl().orElseThrow().resolve("health?fresh=true");
    Scrape.until(() -> is(Http.get(url), status, detail), () -> Http.get(url).body());
  }

  private static boolean is(HttpResponse<String> answer, String status, String detail) {
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.body().contains("\"status\":" + status) && answer.body().contains(detail);
  }
}
