package io.hairspring.gateway.proxy;

import static java.util.Collections.frequency;
import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.gateway.Gateway;
import io.hairspring.gateway.testing.Gateways;
import io.hairspring.gateway.testing.Http;
import io.hairspring.gateway.testing.RawClient;
import io.hairspring.gateway.testing.SocketUpstream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Connections that an upstream keeps, or seems to keep and closes at the next request. */
class KeptConnectionsTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
  private static final String ASK = Http.head("GET /up/x HTTP/1.1", "Host: h");

  @Test
  void aConnectionToTheUpstreamIsKeptAndUsedAgain() {
    try (SocketUpstream upstream =
            SocketUpstream.start(
                socket -> {
                  while (!SocketUpstream.head(socket).isEmpty()) {
                    SocketUpstream.write(socket, OK);
                  }
                });
        Gateway gateway = Gateways.to(upstream.url());
        RawClient client = RawClient.send(gateway.url(), "")) {
      for (int i = 0; i < 20; i++) { // one client connection, and so one I/O thread
        client.write(ASK);
        assertThat(client.readUntil("ok")).startsWith("HTTP/1.1 200");
      }
      assertThat(upstream.accepted()).isEqualTo(1);
    }
  }

  @Test
  void aKeptConnectionThatTheUpstreamClosesFailsNoRequestWithoutABody() {
    try (SocketUpstream upstream =
            SocketUpstream.start(
                socket -> {
                  SocketUpstream.head(socket);
                  SocketUpstream.write(socket, OK);
                  SocketUpstream.head(socket); // the next request is read and never answered
                });
        Gateway gateway = Gateways.to(upstream.url());
        RawClient client = RawClient.send(gateway.url(), "")) {
      for (int i = 0; i < 10; i++) {
        client.write(ASK);
        assertThat(client.readUntil("ok")).startsWith("HTTP/1.1 200");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"GET, 204", "HEAD, 204", "OPTIONS, 204", "POST, 502", "PUT, 502", "DELETE, 502"})
  void whatMayNotBeDoneTwiceIsNotSentTwice(String method, int status) {
    try (SocketUpstream upstream =
            SocketUpstream.start(
                socket -> {
                  SocketUpstream.head(socket);
                  SocketUpstream.write(socket, "HTTP/1.1 204 No Content\r\n\r\n");
                  SocketUpstream.head(socket); // the next request is read and never answered
                });
        Gateway gateway = Gateways.to(upstream.url());
        RawClient client = RawClient.send(gateway.url(), "")) {
      client.write(ASK);
      client.readUntil("\r\n\r\n");
      client.write(method + " /up/x HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n\r\n");
      assertThat(client.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 " + status);
    }
  }

  @Test
  void aRequestIsServedAtTheSecondTryHoweverManyKeptConnectionsTheUpstreamCloses() {
    // More than there are I/O threads, so that one of these keeps several connections.
    int clients = 1 + Math.max(2, Runtime.getRuntime().availableProcessors());
    CountDownLatch arrived = new CountDownLatch(clients);
    List<String> sent = new CopyOnWriteArrayList<>();
    try (SocketUpstream upstream =
            SocketUpstream.start(
                socket -> {
                  sent.add(SocketUpstream.head(socket));
                  arrived.countDown();
                  SocketUpstream.await(arrived);
                  SocketUpstream.write(socket, OK);
                  sent.add(SocketUpstream.head(socket)); // and never answered
                });
        Gateway gateway = Gateways.to(upstream.url())) {
      List<RawClient> kept = new ArrayList<>();
      for (int i = 0; i < clients; i++) {
        kept.add(RawClient.send(gateway.url(), Http.head("GET /up/first HTTP/1.1", "Host: h")));
      }
      kept.forEach(client -> client.readUntil("ok"));
      List<String> answers = new ArrayList<>();
      for (RawClient client : kept) {
        client.write(Http.head("GET /up/" + answers.size() + " HTTP/1.1", "Host: h"));
        answers.add(client.readUntil("\n"));
      }
      kept.forEach(RawClient::close);
      assertThat(answers).hasSize(clients).containsOnly("HTTP/1.1 200 OK\r\n");
      assertThat(sent)
          .filteredOn(head -> !head.isEmpty() && !head.startsWith("GET /first "))
          .allSatisfy(head -> assertThat(frequency(sent, head)).isLessThanOrEqualTo(2));
    }
  }
}
