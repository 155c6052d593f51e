package io.hairspring.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.gateway.Gateway;
import io.hairspring.gateway.testing.Gateways;
import io.hairspring.gateway.testing.Http;
import io.hairspring.gateway.testing.RawClient;
import io.hairspring.gateway.testing.Scrape;
import io.hairspring.gateway.testing.SocketUpstream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What upstreams send, byte by byte; each is asked twice over one connection of its client. */
class AnswersAreReadRightTest {
  private static final String OK = Http.head("HTTP/1.1 200 OK", "Content-Length: 2") + "ok";
  private static final String HINTS = Http.head("HTTP/1.1 103 Early Hints", "Link: </a>");
  private static final String CHUNKED = Http.head("HTTP/1.1 200 OK", "Transfer-Encoding: chunked");
  private static final String ASK = Http.head("GET /up/x HTTP/1.1", "Host: h");
  private static final String LAST = Http.head("GET /none HTTP/1.1", "Host: h");

  static Stream<String> good() {
    return Stream.of(
        OK,
        HINTS + OK,
        HINTS + HINTS + Http.head("HTTP/1.1 102 Processing") + OK,
        Http.head("HTTP/1.1 100 Continue") + OK,
        Http.head("HTTP/1.1 199") + OK,
        CHUNKED + "2\r\nok\r\n0\r\n\r\n",
        CHUNKED + "1;a=\"b\"\r\no\r\n01\r\nk\r\n000\r\nX-Sum: 1\r\nY:\r\n\r\n",
        Http.head("HTTP/1.1 200", "Content-Length: 2") + "ok",
        Http.head("HTTP/1.1 200 ", "Content-Length: 2") + "ok",
        Http.head("HTTP/1.1 200 OK", "Content-Length: 2", "content-length: 2") + "ok",
        Http.head("HTTP/1.0 200 OK", "Connection: keep-alive", "Content-Length: 2") + "ok",
        Http.head("HTTP/1.1 200 OK", "X-Large: " + "x".repeat(20_000), "Content-Length: 2") + "ok",
        Http.head("HTTP/1.1 200 OK", "Content-Length : 2", "X: y", "\t folded") + "ok",
        Http.head("HTTP/1.1 200 OK", "Connection: content-length, x", "Content-Length: 2") + "ok",
        "HTTP/1.1 200 OK\nContent-Length: 2\n\nok");
  }

  @ParameterizedTest
  @MethodSource("good")
  void anAnswerComesWholeAndItsConnectionIsUsedAgain(String answer) {
    try (SocketUpstream upstream = answering(answer, false);
        Gateway gateway = Gateways.to(upstream.url());
        RawClient client = RawClient.send(gateway.url(), ASK)) {
      assertOk(client);
      client.write(ASK);
      assertOk(client);
      assertThat(upstream.accepted()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @MethodSource("good")
  void soItDoesByteByByte(String answer) {
    if (answer.length() > 1_000) {
      return; // packets of one byte take their time
    }
    try (SocketUpstream upstream = answering(answer, true);
        Gateway gateway = Gateways.to(upstream.url());
        RawClient client = RawClient.send(gateway.url(), ASK)) {
      assertThat(client.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 200").doesNotContain("Link");
      assertThat(client.readUntil("k")).contains("o").endsWith("k");
    }
  }

  private static void assertOk(RawClient client) {
    String head = client.readUntil("\r\n\r\n");
    assertThat(head).startsWith("HTTP/1.1 200").doesNotContain("Link", "X-Sum");
    boolean chunked = head.contains("chunked");
    assertThat(client.readUntil(chunked ? "0\r\n\r\n" : "ok"))
        .isEqualTo(chunked ? "02\r\nok\r\n0\r\n\r\n" : "ok");
  }

  static Stream<String> bad() {
    return Stream.of(
        Http.head("HTTP/1.1 101 Switching Protocols", "Upgrade: websocket", "Connection: upgrade"),
        Http.head("HTTP/1.1 200 OK", "Content-Length: 2", "Content-Length: 3") + "okk",
        Http.head("HTTP/1.1 200 OK", "Content-Length: 2, 2") + "ok",
        Http.head("HTTP/1.1 200 OK", "Content-Length: +2") + "ok",
        Http.head("HTTP/1.1 200 OK", "Content-Length: -2") + "ok",
        Http.head("HTTP/1.1 200 OK", "Content-Length:") + "ok",
        Http.head("HTTP/1.1 200 OK", "Content-Length: 99999999999999999999") + "ok",
        Http.head("HTTP/1.1 200 OK", "Transfer-Encoding: gzip, chunked") + "0\r\n\r\n",
        Http.head("HTTP/1.1 200 OK", "Transfer-Encoding: identity") + "ok",
        Http.head("HTTP/1.1 200 OK", "Transfer-Encoding: chunked", "Transfer-Encoding: chunked")
            + "0\r\n\r\n",
        Http.head("HTTP/1.1 200 OK", "Transfer-Encoding: chunked", "Content-Length: 4")
            + "1\r\na\r\n0\r\n\r\n",
        Http.head("HTTP/1.0 200 OK", "Transfer-Encoding: chunked") + "0\r\n\r\n",
        CHUNKED + "zz\r\n",
        CHUNKED + "-1\r\nx\r\n0\r\n\r\n",
        CHUNKED + "0x2\r\nok\r\n0\r\n\r\n",
        CHUNKED + "2\r\nokok\r\n0\r\n\r\n",
        CHUNKED + "1000000000000000\r\n",
        CHUNKED + "0\r\nno colon\r\n\r\n",
        Http.head("HTTP/1.1 20 OK", "Content-Length: 2") + "ok",
        Http.head("HTTP/1.1 2000 OK", "Content-Length: 2") + "ok",
        Http.head("HTTP/1.1 099 OK", "Content-Length: 2") + "ok",
        Http.head("HTTP/2.0 200 OK", "Content-Length: 2") + "ok",
        Http.head("HTTP/1.1 200 OK", " folded: nothing", "Content-Length: 2") + "ok",
        Http.head("HTTP/1.1 200 OK", "no colon", "Content-Length: 2") + "ok",
        Http.head("HTTP/1.1 200 OK", "X: a\rb", "Content-Length: 2") + "ok",
        Http.head("HTTP/1.1 200 OK", "X: a\u0000b", "Content-Length: 2") + "ok",
        Http.head("HTTP/1.1 200 OK", "X y: z", "Content-Length: 2") + "ok",
        Http.head("HTTP/1.1 200 OK", "X\u000b: z", "Content-Length: 2") + "ok",
        Http.head("HTTP/1.1 200 OK", "Content-Length: 2, 3") + "okk",
        Http.head("HTTP/1.1 200 OK", "Content-Length: 0x2") + "ok",
        Http.head("HTTP/1.1 200 OK", "Transfer-Encoding: chunked;q=1") + "0\r\n\r\n",
        Http.head("HTTP/1.1 200 OK", "Transfer-Encoding: \u000bchunked") + "0\r\n\r\n",
        Http.head("HTTP/1.1 200 OK", "X: y\r\n".repeat(199) + "X: y") + "ok",
        Http.head("HTTP/1.1 200 OK", "X: " + "x".repeat(300_000)) + "ok");
  }

  @ParameterizedTest
  @MethodSource("bad")
  void anAnswerThatNobodyCanReadIs502(String answer) {
    try (SocketUpstream upstream = answering(answer, false);
        Gateway gateway = Gateways.to(upstream.url());
        RawClient client = RawClient.send(gateway.url(), ASK + LAST)) {
      assertThat(client.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 502 ");
      assertThat(client.readUntil("404 ")).contains("404 "); // the client's connection lives on
      Scrape.await(gateway, 1, "http_requests_total", "status=\"502\"");
      Scrape.await(gateway, 1, "upstream_errors_total");
      Scrape.await(gateway, 0, "upstream_requests_in_flight");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET|HTTP/1.1 204 No Content",
        "GET|HTTP/1.1 204 No Content\r\nContent-Length: 7",
        "GET|HTTP/1.1 204 No Content\r\nTransfer-Encoding: chunked",
        "GET|HTTP/1.1 204 No Content\r\nContent-Length: many",
        "GET|HTTP/1.1 204 No Content\r\nContent-Length: -7",
        "GET|HTTP/1.1 304 Not Modified\r\nContent-Length: 7",
        "GET|HTTP/1.1 304 Not Modified\r\nContent-Length: 7, 7",
        "GET|HTTP/1.1 304 Not Modified\r\nContent-Length: 99999999999999999999",
        "POST|HTTP/1.1 204 No Content\r\nContent-Length:",
        "HEAD|HTTP/1.1 200 OK\r\nContent-Length: many",
        "GET|HTTP/1.1 304 Not Modified\r\nTransfer-Encoding: chunked",
        "HEAD|HTTP/1.1 200 OK\r\nContent-Length: 7",
        "HEAD|HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked",
        "HEAD|HTTP/1.1 200 OK"
      })
  void anAnswerThatCanHaveNoBodyHasNoneAndHoldsNobodyUp(String given) {
    String[] parts = given.split("\\|", -1);
    try (SocketUpstream upstream = answering(parts[1] + "\r\n\r\n", false);
        Gateway gateway = Gateways.to(upstream.url())) {
      String ask = Http.head(parts[0] + " /up/x HTTP/1.1", "Host: h");
      try (RawClient client = RawClient.send(gateway.url(), ask + ask + LAST)) {
        String status = parts[1].substring(0, 12);
        assertThat(client.readUntil("\r\n\r\n")).startsWith(status);
        assertThat(client.readUntil("\r\n\r\n")).startsWith(status);
        assertThat(client.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 404");
      }
      assertThat(upstream.accepted()).isEqualTo(1);
    }
  }

  @Test
  void aLateAnswerReachesWhoAskedAndNobodyElse() {
    CountDownLatch hinted = new CountDownLatch(1);
    try (SocketUpstream upstream =
            SocketUpstream.start(
                socket -> {
                  String head = SocketUpstream.head(socket);
                  SocketUpstream.write(socket, HINTS);
                  if (head.startsWith("GET /first")) {
                    SocketUpstream.await(hinted);
                  }
                  SocketUpstream.write(
                      socket,
                      Http.head("HTTP/1.1 200 OK", "Content-Length: " + head.indexOf(" HTTP"))
                          + head.substring(0, head.indexOf(" HTTP")));
                });
        Gateway gateway = Gateways.to(upstream.url());
        RawClient first =
            RawClient.send(gateway.url(), Http.head("GET /up/first HTTP/1.1", "Host: h"));
        RawClient second =
            RawClient.send(gateway.url(), Http.head("GET /up/second HTTP/1.1", "Host: h"))) {
      assertThat(second.readUntil("GET /second")).endsWith("GET /second");
      hinted.countDown();
      assertThat(first.readUntil("GET /first")).endsWith("GET /first");
    }
  }

  @Test
  void hintsAloneAreNoAnswer() {
    ProxyConfig impatient = new ProxyConfig(Duration.ofSeconds(20), Duration.ofMillis(200), 8, 8);
    try (SocketUpstream upstream =
            SocketUpstream.start(
                socket -> {
                  SocketUpstream.head(socket);
                  SocketUpstream.write(socket, HINTS);
                  socket.getInputStream().readAllBytes(); // until the connection is closed
                });
        Gateway gateway = Gateways.to(upstream.url(), impatient);
        RawClient client = RawClient.send(gateway.url(), ASK)) {
      assertThat(client.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 504 ");
    }
  }

  @Test
  void hintsWithoutEndKeepNobodyElseWaiting() {
    try (SocketUpstream upstream =
            SocketUpstream.start(
                socket -> {
                  SocketUpstream.head(socket);
                  while (true) { // until the connection is closed
                    SocketUpstream.write(socket, HINTS.repeat(1_000));
                  }
                });
        Gateway gateway = Gateways.to(upstream.url());
        RawClient client = RawClient.send(gateway.url(), ASK)) {
      assertThat(client.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 502 ");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nothers"})
  void whatComesBehindAnAnswerReachesNobody(String excess) {
    ProxyConfig narrow = new ProxyConfig(Duration.ofSeconds(20), Duration.ofSeconds(60), 1, 64);
    try (SocketUpstream upstream = answering(OK + excess, false);
        Gateway gateway = Gateways.to(upstream.url(), narrow)) {
      RawClient[] clients = new RawClient[16];
      for (int i = 0; i < clients.length; i++) {
        clients[i] = RawClient.send(gateway.url(), ASK);
      }
      for (RawClient client : clients) {
        assertThat(client.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 200 OK");
        assertThat(client.readUntil("ok")).isEqualTo("ok");
        client.close();
      }
    }
  }

  /** An upstream that answers every request on a connection like this. */
  private static SocketUpstream answering(String answer, boolean byteByByte) {
    return SocketUpstream.start(
        socket -> {
          socket.setTcpNoDelay(true);
          while (!SocketUpstream.head(socket).isEmpty()) {
            if (byteByByte) {
              for (int i = 0; i < answer.length(); i++) {
                SocketUpstream.write(socket, answer.substring(i, i + 1));
              }
            } else {
              SocketUpstream.write(socket, answer);
            }
          }
        });
  }
}
