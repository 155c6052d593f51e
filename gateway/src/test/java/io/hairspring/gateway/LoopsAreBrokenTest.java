package io.hairspring.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.gateway.real.RealProgram;
import io.hairspring.gateway.route.Route;
import io.hairspring.gateway.testing.Gateways;
import io.hairspring.gateway.testing.Http;
import io.hairspring.gateway.testing.RawClient;
import io.hairspring.gateway.testing.Scrape;
import io.hairspring.gateway.testing.SocketUpstream;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Routes that lead back to where a request came from. */
class LoopsAreBrokenTest {
  private static final String LOOP = "{\"error\":\"the route leads back to this gateway\"}\n";
  private static final String ASK = Http.head("GET /up/x HTTP/1.1", "Host: h");

  @Test
  void aGatewayThatIsItsOwnUpstreamAnswers508AndCountsTheRequestOnce() throws Exception {
    int port = RealProgram.freePort();
    URI self = URI.create("http://127.0.0.1:" + port);
    try (Gateway gateway = Gateway.start(at(port, Route.toAll(self)))) {
      assertLoop(gateway);
      Scrape.await(gateway, 1, "http_requests_total", "status=\"508\"");
      Scrape.await(gateway, 1, "http_requests_total");
      Scrape.await(gateway, 1, "upstream_requests_total");
      Scrape.await(gateway, 1, "gateway_loops_total");
    }
  }

  @Test
  void aLoopOfTwoGatewaysIsBrokenByTheFirstAndCountedOnceByEach() throws Exception {
    int port = RealProgram.freePort();
    URI first = URI.create("http://127.0.0.1:" + port);
    try (Gateway second = Gateway.start(at(0, Route.toAll(first)));
        Gateway gateway = Gateway.start(at(port, Route.toAll(second.url())))) {
      assertLoop(gateway);
      Scrape.await(gateway, 1, "http_requests_total");
      Scrape.await(second, 1, "http_requests_total", "status=\"508\"");
      Scrape.await(gateway, 1, "gateway_loops_total");
      Scrape.await(second, 0, "gateway_loops_total");
    }
  }

  @Test
  void aClientCannotHaveTheMarkDropped() {
    CompletableFuture<String> asked = new CompletableFuture<>();
    try (SocketUpstream upstream =
            SocketUpstream.start(socket -> asked.complete(SocketUpstream.head(socket)));
        Gateway gateway = Gateways.to(upstream.url());
        RawClient client =
            RawClient.send(gateway.url(), Http.head("GET /up/x HTTP/1.0", "Connection: via"))) {
      client.readUntil("never");
      assertThat(asked.join()).containsPattern("(?i)Via: 1\\.0 hairspring-[0-9a-f]+\n");
    }
  }

  @Test
  void hopsThroughOtherGatewaysAreNoLoop() {
    try (SocketUpstream upstream =
            SocketUpstream.start(
                socket ->
                    SocketUpstream.write(
                        socket,
                        SocketUpstream.head(socket).contains("hairspring-1, 1.1 odd")
                            ? Http.head("HTTP/1.1 204 No Content", "Connection: close")
                            : Http.head("HTTP/1.1 400 Bad Request", "Content-Length: 0")));
        Gateway gateway = Gateways.to(upstream.url())) {
      URI url = gateway.url().resolve("/up/x");
      assertThat(Http.get(url, "Via", "1.0 hairspring-1, 1.1 odd (a, b)").statusCode())
          .isEqualTo(204);
    }
  }

  private static void assertLoop(Gateway gateway) {
    try (RawClient client = RawClient.send(gateway.url(), ASK)) {
      assertThat(client.readUntil("}\n")).startsWith("HTTP/1.1 508 ").endsWith(LOOP);
    }
  }

  private static GatewayConfig at(int port, Route route) {
    GatewayConfig usual = Gateways.config(List.of(route), Gateways.GENEROUS);
    return new GatewayConfig(
        usual.host(),
        port,
        usual.maxConnections(),
        usual.routes(),
        0,
        usual.recording(),
        usual.metrics(),
        usual.proxy());
  }
}
