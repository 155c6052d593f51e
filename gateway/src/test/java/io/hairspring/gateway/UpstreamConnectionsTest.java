package io.hairspring.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.gateway.proxy.ProxyConfig;
import io.hairspring.gateway.testing.Gateways;
import io.hairspring.gateway.testing.Http;
import io.hairspring.gateway.testing.RawClient;
import io.hairspring.gateway.testing.Scrape;
import io.hairspring.gateway.testing.SocketUpstream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Eight connections to an upstream, for clients of all I/O threads. */
class UpstreamConnectionsTest {
  private static final int MOST = 8;
  private static final String ASK = Http.head("GET /up/x HTTP/1.1", "Host: h");
  private static final String UP = "provider=\"up\"";

  private final CountDownLatch mayAnswer = new CountDownLatch(1);
  private final AtomicInteger asked = new AtomicInteger();
  private final SocketUpstream upstream =
      SocketUpstream.start(
          socket -> {
            while (!SocketUpstream.head(socket).isEmpty()) {
              asked.incrementAndGet();
              SocketUpstream.await(mayAnswer);
              SocketUpstream.write(socket, Http.head("HTTP/1.1 200 OK", "Content-Length: 0"));
            }
          });

  @Test
  void allOfThemAreUsedAndAsManyWaitBeforeOneIsRefusedAndAllThatIsSeen() {
    ProxyConfig eight = new ProxyConfig(Duration.ofMinutes(1), Duration.ofMinutes(1), MOST, MOST);
    List<RawClient> clients = new ArrayList<>();
    try (Gateway gateway = Gateways.to(upstream.url(), eight)) {
      for (int i = 0; i < 2 * MOST; i++) {
        clients.add(RawClient.send(gateway.url(), ASK));
      }
      Scrape.until(() -> asked.get() == MOST, () -> asked + " asked");
      Scrape.await(gateway, MOST, "gateway_upstream_requests_waiting", UP);
      Scrape.await(gateway, MOST, "gateway_upstream_connections", UP, "state=\"active\"");
      Scrape.await(gateway, MOST, "gateway_upstream_connections_limit", UP);
      assertThat(Http.get(gateway.url().resolve("/up/x")).statusCode()).isEqualTo(503);

      mayAnswer.countDown();
      for (RawClient client : clients) {
        assertThat(client.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 200");
      }
      Scrape.await(gateway, 0, "gateway_upstream_requests_waiting", UP);
      Scrape.await(gateway, 0, "gateway_upstream_connections", UP, "state=\"active\"");
      Scrape.await(gateway, 0, "gateway_upstream_connections", UP, "state=\"opening\"");
      assertThat(Scrape.of(gateway).sum("gateway_upstream_connections", "state=\"idle\""))
          .isBetween(1.0, (double) MOST);
      Scrape.await(gateway, MOST, "gateway_upstream_wait_duration_seconds_count", UP);
      for (String part : List.of("first_byte", "transfer")) {
        String name = "gateway_upstream_" + part + "_duration_seconds_count";
        Scrape.await(gateway, 2 * MOST, name, UP);
      }
      assertThat(Scrape.of(gateway).sum("gateway_upstream_connect_duration_seconds_count", UP))
          .isGreaterThanOrEqualTo(MOST);
    } finally {
      mayAnswer.countDown();
      clients.forEach(RawClient::close);
      upstream.close();
    }
  }

  @Test
  void whereNobodyMayWaitEveryOneIsServedThatFindsAnIdleConnectionOfAnotherThread() {
    mayAnswer.countDown();
    ProxyConfig one = new ProxyConfig(Duration.ofMinutes(1), Duration.ofMinutes(1), 1, 0);
    try (Gateway gateway = Gateways.to(upstream.url(), one)) {
      for (int i = 0; i < 40; i++) { // each on the thread that comes, one after the other
        try (RawClient client = RawClient.send(gateway.url(), ASK)) {
          assertThat(client.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 200");
        }
        Scrape.await(gateway, 0, "gateway_upstream_connections", "state=\"active\"");
      }
      assertThat(upstream.accepted()).isGreaterThan(1);
    } finally {
      upstream.close();
    }
  }
}
