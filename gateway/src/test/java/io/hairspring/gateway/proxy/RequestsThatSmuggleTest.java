package io.hairspring.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.gateway.Gateway;
import io.hairspring.gateway.testing.Gateways;
import io.hairspring.gateway.testing.Http;
import io.hairspring.gateway.testing.RawClient;
import io.hairspring.gateway.testing.SocketUpstream;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that two readers could take for different ones: a second request hides in the first. */
class RequestsThatSmuggleTest {
  private static final String HIDDEN = "GET /up/hidden HTTP/1.1\r\nHost: h\r\n\r\n";

  private static final List<String> SEEN = new CopyOnWriteArrayList<>();

  private static SocketUpstream upstream;
  private static Gateway gateway;

  @BeforeAll
  static void start() {
    upstream = answering();
    gateway = Gateways.to(upstream.url());
  }

  @AfterAll
  static void stop() {
    gateway.close();
    upstream.close();
  }

  @BeforeEach
  void forget() {
    SEEN.clear();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 5~Transfer-Encoding: chunked",
        "Transfer-Encoding: chunked~Content-Length: 5",
        "Content-Length: 5~Content-Length: 6",
        "Content-Length: 0~Content-Length: 36",
        "Content-Length: +5",
        "Content-Length: -5",
        "Content-Length: 5, 5",
        "Content-Length: 5,6",
        "Content-Length: 0x5",
        "Content-Length: 5 5",
        "Content-Length:",
        "Content-Length : 36",
        "Content-Length\t: 36",
        "Transfer-Encoding : chunked",
        "Transfer-Encoding: xchunked",
        "Transfer-Encoding: chunked, chunked",
        "Transfer-Encoding: chunked, identity",
        "Transfer-Encoding: chunked~Transfer-Encoding: identity",
        "Transfer-Encoding: identity~Transfer-Encoding: chunked",
        "Transfer-Encoding: \u000bchunked",
        "Transfer-Encoding: chunked;x=y",
        "Transfer-Encoding:",
        "X: y\u0000z",
        "X: y\rz",
        "X y: z",
        " X: y",
        "X",
        ": y",
        "X\u0000: y",
        "X(y): z",
        "X\"y\": z",
        "X\u0080: y",
        "Content-Length\u000b: 36",
        "Transfer-Encoding\u000b: chunked",
        "Transfer-Encoding\u007f: chunked",
        "Transfer\u00a0Encoding: chunked",
        "X: y\r\rY: z",
        "Host: other",
        "Host: h",
      })
  void isRefusedAndNothingBehindItIsRead(String headers) {
    String request = "POST /up/x HTTP/1.1\r\nHost: h\r\n" + headers.replace("~", "\r\n");
    try (RawClient client = RawClient.send(gateway.url(), request + "\r\n\r\n" + HIDDEN)) {
      String answer = client.readUntil("nothing");
      assertThat(answer).containsPattern("^HTTP/1.1 (400|501) ");
      assertThat(answer.substring(1)).doesNotContain("HTTP/1.1 ");
      assertThat(SEEN).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "h\";for=192.0.2.9;x=\"",
        "h/admin",
        "h\\admin",
        "user@h",
        "h other",
        "h\tother",
        "h?x",
        "h#x",
        "h, other",
        "h\u0080",
        "<h>",
      })
  void aHostThatIsNoneIsRefused(String host) {
    try (RawClient client =
        RawClient.send(
            gateway.url(), Http.head("GET /up/x HTTP/1.1", "Host: " + host, "Forwarded: for=x"))) {
      assertThat(client.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 400 ");
      assertThat(SEEN).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"h", "h:80", "[::1]:80", "a-b.c_d.example", "xn--bcher-kva.example", ""})
  void anyOtherHostPasses(String host) {
    try (RawClient client =
        RawClient.send(gateway.url(), Http.head("GET /up/x HTTP/1.1", "Host: " + host))) {
      assertThat(client.readUntil("ok")).startsWith("HTTP/1.1 200 ");
      assertThat(SEEN.get(0)).contains("\nX-Forwarded-Host: " + host + "\n");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET  /up/x HTTP/1.1",
        "GET /up/x  HTTP/1.1",
        "GET\t/up/x HTTP/1.1",
        " GET /up/x HTTP/1.1",
        "G(T /up/x HTTP/1.1",
        "GET /up/x HTTP/1.1 HTTP/1.1",
        "GET /up/x y HTTP/1.1",
        "GET /up/x http/1.1",
        "GET /up/x",
        "GET /up/x HTTP/1.10",
      })
  void aRequestLineThatIsNoneIsRefused(String line) {
    try (RawClient client = RawClient.send(gateway.url(), Http.head(line, "Host: h"))) {
      assertThat(client.readUntil("\r\n\r\n")).containsPattern("^HTTP/1.1 (400|505) ");
      assertThat(SEEN).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET /up/x HTTP/1.1\r\n", "GET http://h/up/x HTTP/1.1\r\n"})
  void aRequestThatNamesNoHostIsRefused(String line) {
    try (RawClient client = RawClient.send(gateway.url(), line + "\r\n")) {
      assertThat(client.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 400 ");
      assertThat(SEEN).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Content-Length: 36, Content-Length",
    "Content-Length: 36, 'close, content-length'",
    "Transfer-Encoding: chunked, Transfer-Encoding",
    "X: y, 'Host, Via, X-Forwarded-For'",
  })
  void aHeaderThatFramesTheMessageCannotBeTakenOff(String header, String connection) {
    String body =
        header.startsWith("Content")
            ? HIDDEN
            : header.startsWith("Transfer") ? "24\r\n" + HIDDEN + "\r\n0\r\n\r\n" : "";
    try (RawClient client =
        RawClient.send(
            gateway.url(),
            Http.head("POST /up/x HTTP/1.1", "Host: h", header, "Connection: " + connection)
                + body)) {
      assertThat(client.readUntil("ok")).startsWith("HTTP/1.1 200 ");
      assertThat(SEEN).singleElement().asString().contains("\nVia: ", "\nX-Forwarded-For: ");
      assertThat(SEEN.get(0)).containsPattern("\nHost: 127");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/up/x#",
        "/up/..#",
        "/up/x#/../admin",
        "/up/%e0%80%ae%e0%80%ae/admin",
        "/up/%f0%80%80%ae./admin",
        "/up/%2",
        "/up/%",
        "/up/%zz",
        "/up/%u002e%u002e/admin",
        "/up/a\tb",
        "/up/\u00c0\u00ae\u00c0\u00ae/admin",
        "/up\\..\\admin",
        "/up/.\\",
        "ftp://h/up/x",
        "httpx://h/up/x",
        "httpsx://h/up/x",
        "http://h:x@h/up/../admin",
        "/up/%f8%80%80%80%ae./admin",
        "/up/%fc%80%80%80%80%ae./admin",
        "/up/.",
        "/up/%2e%2E/admin",
        "/up/..%2fadmin",
        "/up/%2e./admin",
        "/up/..%5cadmin",
        "/up/..;x/admin",
        "/up/..%3bx/admin",
        "/up/;/../admin",
        "/up/%c0%ae%c0%ae/admin",
        "/up/%00",
        "up/x",
      })
  void aTargetWithTwoMeaningsIsRefused(String target) {
    try (RawClient client =
        RawClient.send(gateway.url(), Http.head("GET " + target + " HTTP/1.1", "Host: h"))) {
      assertThat(client.readUntil("\r\n\r\n")).containsPattern("^HTTP/1.1 (400|404) ");
      assertThat(SEEN).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"close", "keep-alive, close", "TE, Close", "x\r\nConnection: close"})
  void nothingBehindALastRequestIsOne(String connection) {
    String last = Http.head("GET /up/x HTTP/1.1", "Host: h", "Connection: " + connection);
    try (RawClient client = RawClient.send(gateway.url(), last + HIDDEN)) {
      assertThat(client.readUntil("nothing")).contains("\r\nConnection: close\r\n").endsWith("ok");
      assertThat(SEEN).singleElement().asString().doesNotContain("hidden");
    }
  }

  @Test
  void aFoldedLineIsOneLineToTheUpstream() {
    try (RawClient client =
        RawClient.send(
            gateway.url(), Http.head("GET /up/x HTTP/1.1", "Host: h", "X: y", "\tY: z"))) {
      assertThat(client.readUntil("ok")).startsWith("HTTP/1.1 200 ");
      assertThat(SEEN.get(0)).containsPattern("\nX: y[ \t]+Y: z\n");
    }
  }

  @Test
  void nothingBehindAnUploadThatBrokeOffIsARequest() {
    String broken =
        "POST /up/x HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab\r\n";
    try (RawClient client = RawClient.send(gateway.url(), broken + HIDDEN)) {
      assertThat(client.readUntil("nothing")).startsWith("HTTP/1.1 400 ").doesNotContain("ok");
      assertThat(SEEN).noneMatch(head -> head.contains("hidden"));
    }
  }

  private static SocketUpstream answering() {
    return SocketUpstream.start(
        socket -> {
          for (String head = SocketUpstream.head(socket);
              !head.isEmpty();
              head = SocketUpstream.head(socket)) {
            SEEN.add(head);
            if (head.contains("Content-Length: 36")) {
              socket.getInputStream().readNBytes(36);
            }
            while (head.contains("chunked") && !head.endsWith("0\n\n")) {
              head = head + SocketUpstream.head(socket);
            }
            SocketUpstream.write(socket, Http.head("HTTP/1.1 200 OK", "Content-Length: 2") + "ok");
          }
        });
  }
}
