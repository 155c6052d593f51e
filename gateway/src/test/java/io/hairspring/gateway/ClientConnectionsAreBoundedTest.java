package io.hairspring.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.gateway.route.Route;
import io.hairspring.gateway.testing.Gateways;
import io.hairspring.gateway.testing.Http;
import io.hairspring.gateway.testing.RawClient;
import io.hairspring.gateway.testing.Scrape;
import io.hairspring.gateway.testing.SocketUpstream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clients of a gateway that has 8 places for connections. */
class ClientConnectionsAreBoundedTest {
  private static final int PLACES = 8;
  private static final String ASK = Http.head("GET /up/x HTTP/1.1", "Host: x");

  private final CountDownLatch mayAnswer = new CountDownLatch(1);
  private final SocketUpstream upstream = SocketUpstream.start(this::answer);
  private final List<RawClient> clients = new ArrayList<>();
  private final Gateway gateway = Gateway.start(config(upstream.url()));

  @AfterEach
  void stop() {
    mayAnswer.countDown();
    clients.forEach(RawClient::close);
    Scrape.await(gateway, 0, "gateway_connections");
    gateway.close();
    upstream.close();
  }

  @Test
  void aNewcomerEvictsTheOneThatHasBeenQuietForLongest() {
    mayAnswer.countDown();
    for (int i = 0; i < PLACES; i++) {
      open("GET /up/x HTTP/1.1\r\nX-Slow: ");
      Scrape.await(gateway, i + 1, "gateway_connections"); // in this order
    }
    for (int i = 0; i < PLACES; i++) {
      assertThat(open(ASK).readUntil("\r\n")).startsWith("HTTP/1.1 200");
      assertThat(clients.get(i).readUntil("never")).isEmpty(); // to its end
    }
    Scrape.await(gateway, PLACES, "gateway_connections_evicted_total");
    Scrape.await(gateway, PLACES, "gateway_connections");
    Scrape.await(gateway, 0, "gateway_connections_refused_total");
  }

  @Test
  void whereAllHaveARequestTheNextIsTold() {
    for (int i = 0; i < PLACES; i++) {
      open(ASK);
    }
    Scrape.until(() -> upstream.accepted() == PLACES, () -> "accepted " + upstream.accepted());
    assertThat(open(ASK).readUntil("fewer"))
        .startsWith("HTTP/1.1 503")
        .contains("Retry-After: 1", "Connection: close", "too many connections");
    Scrape.await(gateway, 1, "http_requests_total", "endpoint=\"(no room)\"", "status=\"503\"");
    mayAnswer.countDown();
    for (RawClient waiting : clients.subList(0, PLACES)) {
      assertThat(waiting.readUntil("\r\n")).startsWith("HTTP/1.1 200");
    }
    assertThat(open(ASK).readUntil("\r\n")).startsWith("HTTP/1.1 200");
  }

  @Test
  void whatIsNoRequestIsCounted() {
    assertThat(open("NO/REQUEST\r\n\r\n").readUntil("never")).startsWith("HTTP/1.1 400");
    Scrape.await(gateway, 1, "gateway_requests_unreadable_total");
  }

  private RawClient open(String said) {
    RawClient client = RawClient.send(gateway.url(), said);
    clients.add(client);
    return client;
  }

  private void answer(Socket socket) throws IOException {
    while (!SocketUpstream.head(socket).isEmpty()) {
      SocketUpstream.await(mayAnswer);
      SocketUpstream.write(socket, Http.head("HTTP/1.1 200 OK", "Content-Length: 0"));
    }
  }

  private static GatewayConfig config(URI upstream) {
    GatewayConfig usual = Gateways.config(List.of(Route.of("/up", upstream)), Gateways.GENEROUS);
    return new GatewayConfig(
        usual.host(),
        0,
        PLACES,
        usual.routes(),
        0,
        usual.recording(),
        usual.metrics(),
        usual.proxy());
  }
}
