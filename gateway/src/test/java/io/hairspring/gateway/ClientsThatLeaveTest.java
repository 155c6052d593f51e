package io.hairspring.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.gateway.proxy.ProxyConfig;
import io.hairspring.gateway.testing.FullListener;
import io.hairspring.gateway.testing.Gateways;
import io.hairspring.gateway.testing.Http;
import io.hairspring.gateway.testing.RawClient;
import io.hairspring.gateway.testing.Scrape;
import io.hairspring.gateway.testing.SocketUpstream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that go away before an upstream with four connections has answered. */
class ClientsThatLeaveTest {
  private static final int CONNECTIONS = 4;
  private static final ProxyConfig NARROW =
      new ProxyConfig(Duration.ofMinutes(5), Duration.ofMinutes(5), CONNECTIONS, 2 * CONNECTIONS);
  private static final String ASK = Http.head("GET /up/slow HTTP/1.1", "Host: h");
  private static final String ASK_FAST = Http.head("GET /up/fast HTTP/1.1", "Host: h");

  private final CountDownLatch end = new CountDownLatch(1);
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicInteger brokenOff = new AtomicInteger();
  private final SocketUpstream upstream = SocketUpstream.start(this::serve);
  private final Gateway gateway = Gateways.to(upstream.url(), NARROW);

  enum Way {
    CLOSE,
    RESET,
    CLOSE_SENDING_SIDE;

    void leave(RawClient client) {
      switch (this) {
        case CLOSE -> client.close();
        case RESET -> client.reset();
        case CLOSE_SENDING_SIDE -> client.endOfSending();
      }
    }
  }

  @AfterEach
  void stop() {
    end.countDown();
    gateway.stop(Duration.ZERO);
    upstream.close();
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void theirCallIsBrokenOffAndCountedAsAborted(Way way) {
    RawClient client = RawClient.send(gateway.url(), ASK);
    awaitAsked(1);
    Scrape.await(gateway, 1, "gateway_connections");
    way.leave(client);
    awaitAllGone(1);
    assertThat(brokenOff).hasValue(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 4\r\n\r\nbody",
        "Transfer-Encoding: chunked\r\n\r\n4\r\nbody\r\n0\r\n\r\n",
        "Content-Length: 9\r\n\r\nhalf",
        "Transfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n"
      })
  void alsoWithABody(String rest) {
    int sent = 0;
    for (Way way : Way.values()) {
      sent++;
      RawClient client =
          RawClient.send(gateway.url(), "POST /up/slow HTTP/1.1\r\nHost: h\r\n" + rest);
      awaitAsked(sent);
      way.leave(client);
      awaitAllGone(sent);
    }
  }

  @Test
  void alsoWhenTheyHaveSentTheirNextRequestsAlready() {
    RawClient client = RawClient.send(gateway.url(), ASK + ASK);
    awaitAsked(1);
    client.write(ASK);
    client.close();
    awaitAllGone(1);
    assertThat(asked).hasValue(1);
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void alsoWhileTheirConnectionIsBeingOpened(Way way) throws IOException {
    try (FullListener full = FullListener.start();
        Gateway other = Gateways.to(full.url(), NARROW)) {
      RawClient client = RawClient.send(other.url(), ASK);
      Scrape.await(other, 1, "gateway_upstream_connections", "state=\"opening\"");
      way.leave(client);
      Scrape.await(other, 1, "http_requests_aborted_total");
      Scrape.await(other, 1, "upstream_abandoned_total");
      Scrape.await(other, 0, "upstream_requests_in_flight");
      Scrape.await(other, 0, "gateway_connections");
      other.stop(Duration.ZERO);
    }
  }

  @Test
  void alsoInTheMiddleOfAnAnswerThatPauses() {
    RawClient client =
        RawClient.send(gateway.url(), Http.head("GET /up/pausing HTTP/1.1", "Host: h"));
    assertThat(client.readUntil("half")).endsWith("half");
    client.close();
    awaitAllGone(1);
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void asManyAsHaveAndAwaitAConnectionKeepNobodyOut(Way way) {
    List<RawClient> clients = new ArrayList<>();
    for (int i = 0; i < 3 * CONNECTIONS; i++) {
      clients.add(RawClient.send(gateway.url(), ASK));
    }
    awaitAsked(CONNECTIONS);
    Scrape.await(gateway, 3 * CONNECTIONS, "upstream_requests_in_flight");
    clients.forEach(way::leave);
    awaitAllGone(3 * CONNECTIONS);
    assertThat(Http.get(gateway.url().resolve("/up/fast")).statusCode()).isEqualTo(204);
  }

  @Test
  void requestsThatCameWhileAnotherWasAnsweredAreAnsweredInTheirOrder() {
    RawClient client = RawClient.send(gateway.url(), ASK);
    awaitAsked(1);
    client.write("POST /up/fast HTTP/1.1\r\nHost: h\r\nContent-Length: 6\r\n\r\n123");
    client.write("456" + ASK_FAST.repeat(2_000)); // more than is read before it is wanted
    end.countDown();
    for (int i = 0; i < 2_002; i++) {
      assertThat(client.readUntil("\r\n\r\n")).as("answer " + i).startsWith("HTTP/1.1 20");
    }
    client.close();
    Scrape.await(gateway, 2_002, "http_requests_total", "status=\"20");
    Scrape.await(gateway, 0, "gateway_connections");
  }

  private void awaitAsked(int number) {
    Scrape.until(() -> asked.get() == number, () -> asked + " asked");
  }

  private void awaitAllGone(int number) {
    Scrape.await(gateway, number, "http_requests_aborted_total");
    Scrape.await(gateway, number, "http_requests_total");
    Scrape.await(gateway, number, "upstream_abandoned_total");
    Scrape.await(gateway, 0, "upstream_requests_in_flight");
    Scrape.await(gateway, 0, "gateway_connections");
    Scrape.until(() -> brokenOff.get() == asked.get(), () -> brokenOff + " of " + asked);
  }

  private void serve(Socket socket) throws IOException {
    for (String head = SocketUpstream.head(socket);
        !head.isEmpty();
        head = SocketUpstream.head(socket)) {
      if (head.contains("/fast")) {
        if (head.startsWith("POST")) {
          assertThat(new String(socket.getInputStream().readNBytes(6), StandardCharsets.US_ASCII))
              .isEqualTo("123456");
        }
        SocketUpstream.write(socket, Http.head("HTTP/1.1 204 No Content"));
      } else if (head.contains("/pausing")) {
        asked.incrementAndGet();
        SocketUpstream.write(
            socket, Http.head("HTTP/1.1 200 OK", "Transfer-Encoding: chunked") + "4\r\nhalf\r\n");
        awaitEnd(socket);
      } else {
        asked.incrementAndGet();
        awaitEnd(socket);
        SocketUpstream.write(socket, Http.head("HTTP/1.1 200 OK", "Content-Length: 0"));
      }
    }
  }

  /** Waits until the gateway breaks off, or the test lets it go on. */
  private void awaitEnd(Socket socket) throws IOException {
    socket.setSoTimeout(20);
    while (end.getCount() > 0) {
      try {
        if (socket.getInputStream().read() < 0) {
          brokenOff.incrementAndGet();
          throw new IOException("broken off");
        }
      } catch (SocketTimeoutException stillThere) {
        // look again
      } catch (SocketException reset) {
        brokenOff.incrementAndGet();
        throw reset;
      }
    }
    socket.setSoTimeout(0);
  }
}
