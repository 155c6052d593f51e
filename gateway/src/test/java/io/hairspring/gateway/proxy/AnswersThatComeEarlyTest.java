package io.hairspring.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.gateway.Gateway;
import io.hairspring.gateway.testing.Gateways;
import io.hairspring.gateway.testing.Http;
import io.hairspring.gateway.testing.RawClient;
import io.hairspring.gateway.testing.Scrape;
import io.hairspring.gateway.testing.SocketUpstream;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers to requests whose body has not come yet, or not to its end. */
class AnswersThatComeEarlyTest {
  private static final String EXPECTING =
      Http.head("POST /up/x HTTP/1.1", "Host: h", "Content-Length: 4", "Expect: 100-continue");
  private static final String NEXT = Http.head("GET /none HTTP/1.1", "Host: h");

  @ParameterizedTest
  @CsvSource({"200, true", "200, false", "417, true", "417, false", "413, true", "401, false"})
  void whoExpectsToBeToldToSendHearsTheFinalAnswerAndMaySendAllTheSame(int status, boolean keeps) {
    try (SocketUpstream upstream = answeringHeads(status, keeps);
        Gateway gateway = Gateways.to(upstream.url());
        RawClient client = RawClient.send(gateway.url(), EXPECTING)) {
      String first = client.readUntil("\r\n\r\n");
      String last = first.startsWith("HTTP/1.1 100 ") ? client.readUntil("\r\n\r\n") : first;
      assertThat(last).startsWith("HTTP/1.1 " + status + " ");
      client.readUntil("ok");
      assertTheNextIsAnswered(client, last, "body");
    }
  }

  @Test
  void whoExpectsToBeToldToSendHearsThatTheUpstreamIsAway() {
    try (Gateway gateway = Gateways.to(URI.create("http://127.0.0.1:1"));
        RawClient client = RawClient.send(gateway.url(), EXPECTING)) {
      String answer = client.readUntil("\r\n\r\n");
      assertThat(answer).startsWith("HTTP/1.1 502 ");
      client.readUntil("}\n");
      assertTheNextIsAnswered(client, answer, "body");
    }
  }

  @Test
  void anUpstreamThatSaysNothingOnceItHasTheBodyIs504() {
    ProxyConfig impatient = new ProxyConfig(Duration.ofSeconds(20), Duration.ofMillis(200), 8, 8);
    try (SocketUpstream upstream =
            SocketUpstream.start(
                socket -> {
                  SocketUpstream.head(socket);
                  socket.getInputStream().readAllBytes();
                });
        Gateway gateway = Gateways.to(upstream.url(), impatient);
        RawClient client = RawClient.send(gateway.url(), EXPECTING)) {
      assertThat(client.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 100 ");
      client.write("body");
      assertThat(client.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 504 ");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatIsLeftOfTheUploadIsNoRequest(boolean keeps) {
    String hidden = "GET /up/hidden HTTP/1.1\r\nHost: h\r\n\r\n";
    int length = 400 * hidden.length();
    String head = Http.head("POST /up/x HTTP/1.1", "Host: h", "Content-Length: " + length);
    try (SocketUpstream upstream = answeringHeads(200, keeps);
        Gateway gateway = Gateways.to(upstream.url());
        RawClient client = RawClient.send(gateway.url(), head + hidden)) {
      String answer = client.readUntil("ok");
      assertThat(answer).startsWith("HTTP/1.1 200 ");
      assertTheNextIsAnswered(client, answer, hidden.repeat(399));
      Scrape.await(gateway, 1, "http_requests_total", "endpoint=\"/up/");
      Scrape.await(gateway, 0, "upstream_requests_in_flight");
    }
  }

  /** On the same connection if it is kept. */
  private static void assertTheNextIsAnswered(RawClient client, String answer, String rest) {
    if (!answer.toLowerCase(java.util.Locale.ROOT).contains("connection: close")) {
      client.write(rest + NEXT);
      assertThat(client.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 404 ");
    }
  }

  /** An upstream that answers before it has read a body, which it reads then or does not. */
  private static SocketUpstream answeringHeads(int status, boolean keeps) {
    return SocketUpstream.start(
        socket -> {
          SocketUpstream.head(socket);
          SocketUpstream.write(
              socket, Http.head("HTTP/1.1 " + status + " Early", "Content-Length: 2") + "ok");
          if (keeps) {
            socket.getInputStream().readAllBytes();
          }
        });
  }
}
