package io.hairspring.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.gateway.Gateway;
import io.hairspring.gateway.testing.Gateways;
import io.hairspring.gateway.testing.Http;
import io.hairspring.gateway.testing.RawClient;
import io.hairspring.gateway.testing.Scrape;
import io.hairspring.gateway.testing.SocketUpstream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class MessagesPassTheProxyTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  private final AtomicReference<String> seen = new AtomicReference<>("");

  @Test
  void theUpstreamLearnsWhoAskedAndForWhichHost() {
    try (SocketUpstream upstream = answering(OK);
        Gateway gateway = Gateways.to(upstream.url())) {
      Http.get(gateway.url().resolve("/up/a%20b?q=1&r=%2F"), "X-Forwarded-For", "192.0.2.7");
      assertThat(seen.get())
          .startsWith("GET /a%20b?q=1&r=%2F HTTP/1.1\n")
          .contains("Host: " + upstream.url().getAuthority() + "\n")
          .contains("X-Forwarded-For: 192.0.2.7, 127.0.0.1\n")
          .contains("X-Forwarded-Proto: http\n")
          .contains("X-Forwarded-Host: " + gateway.url().getAuthority() + "\n");
    }
  }

  @Test
  void headersAboutOneConnectionStayOnIt() {
    try (SocketUpstream upstream =
            answering(
                Http.head(
                        "HTTP/1.1 200 OK",
                        "Content-Length: 2",
                        "Connection: X-Hop",
                        "X-Hop: 1",
                        "Keep-Alive: timeout=5",
                        "Proxy-Authenticate: Basic",
                        "Trailer: X-Sum",
                        "X-End: 2")
                    + "ok");
        Gateway gateway = Gateways.to(upstream.url());
        RawClient client =
            RawClient.send(
                gateway.url(),
                Http.head(
                    "GET /up/x HTTP/1.1",
                    "Host: h",
                    "Connection: X-Mine",
                    "X-Mine: 1",
                    "TE: trailers",
                    "Upgrade: websocket",
                    "Proxy-Authorization: secret",
                    "Proxy-Connection: keep-alive",
                    "HTTP2-Settings: x",
                    "Trailer: X-Sum",
                    "X-Ours: 2"))) {
      assertThat(client.readUntil("ok"))
          .contains("X-End: 2")
          .doesNotContain("X-Hop", "timeout=5")
          .doesNotContain("Proxy-Authenticate", "X-Sum");
      assertThat(seen.get())
          .contains("X-Ours: 2\n")
          .doesNotContain("X-Mine", "TE:", "Upgrade", "Proxy-", "HTTP2-Settings", "X-Sum");
    }
  }

  @Test
  void aClientThatNamesNoHostCannotSayThatItDid() {
    try (SocketUpstream upstream = answering(OK);
        Gateway gateway = Gateways.to(upstream.url());
        RawClient client =
            RawClient.send(
                gateway.url(), Http.head("GET /up/x HTTP/1.0", "X-Forwarded-Host: admin"))) {
      client.readUntil("ok");
      assertThat(seen.get()).contains("X-Forwarded-For:").doesNotContain("admin");
    }
  }

  @Test
  void anAddressMayBeAskedForInFull() {
    try (SocketUpstream upstream = answering(OK);
        Gateway gateway = Gateways.to(upstream.url());
        RawClient client =
            RawClient.send(gateway.url(), "GET http://h/up/x?q=1 HTTP/1.1\r\nHost: h\r\n\r\n")) {
      assertThat(client.readUntil("ok")).startsWith("HTTP/1.1 200");
      assertThat(seen.get()).startsWith("GET /x?q=1 HTTP/1.1\n");
      assertThat(seen.get()).contains("\nX-Forwarded-Host: h\n");
      client.write(Http.head("GET HTTPS://h:1/up/x HTTP/1.1", "Host: h", "Forwarded: x"));
      client.readUntil("ok");
      assertThat(seen.get()).contains("\nX-Forwarded-Host: h:1\n", ";host=\"h:1\"");
      client.write("GET http://h HTTP/1.1\r\nHost: h\r\n\r\n");
      assertThat(client.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 404");
    }
  }

  @Test
  void anAnswerThatEndsWithItsConnectionIsWhole() {
    try (SocketUpstream upstream =
            answering("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nuntil the end");
        Gateway gateway = Gateways.to(upstream.url())) {
      URI url = gateway.url().resolve("/up/x");
      assertThat(Http.get(url).body()).isEqualTo("until the end");
      assertThat(Http.get(url).body()).isEqualTo("until the end");
    }
  }

  @Test
  void aClientOfHttp10GetsNoChunks() {
    try (SocketUpstream upstream =
            answering("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n");
        Gateway gateway = Gateways.to(upstream.url());
        RawClient client = RawClient.send(gateway.url(), "GET /up/x HTTP/1.0\r\n\r\n")) {
      assertThat(client.readUntil("nothing more"))
          .endsWith("\r\n\r\nok")
          .doesNotContain("chunked", "Transfer-Encoding");
      assertThat(seen.get()).startsWith("GET /x HTTP/1.1\n").contains("Via: 1.0 ");
    }
  }

  @Test
  void anUpstreamOfHttp10IsNotTakenToKeepItsConnection() {
    try (SocketUpstream upstream =
            SocketUpstream.start(
                socket -> {
                  SocketUpstream.head(socket);
                  SocketUpstream.write(socket, "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok");
                  SocketUpstream.head(socket); // until the gateway closes it
                });
        Gateway gateway = Gateways.to(upstream.url())) {
      URI url = gateway.url().resolve("/up/x");
      assertThat(Http.get(url).body()).isEqualTo("ok");
      assertThat(Http.get(url).body()).isEqualTo("ok");
      assertThat(upstream.accepted()).isEqualTo(2);
    }
  }

  @Test
  void aPartOfSeveralRangesPasses() {
    String body = "--x\r\nContent-Range: bytes 0-0/9\r\n\r\na\r\n--x--\r\n";
    try (SocketUpstream upstream =
            answering(
                Http.head(
                        "HTTP/1.1 206 Partial Content",
                        "Content-Type: multipart/byteranges; boundary=x",
                        "Content-Length: " + body.length())
                    + body);
        Gateway gateway = Gateways.to(upstream.url())) {
      HttpResponse<String> answer =
          Http.get(gateway.url().resolve("/up/x"), "Range", "bytes=0-0,2-2", "If-Range", "\"1\"");
      assertThat(answer.statusCode()).isEqualTo(206);
      assertThat(answer.body()).isEqualTo(body);
      assertThat(seen.get()).contains("Range: bytes=0-0,2-2\n", "If-Range: \"1\"\n");
    }
  }

  @Test
  void anAnswerWithoutABodyHasNone() {
    try (SocketUpstream upstream = answering("HTTP/1.1 304 Not Modified\r\nETag: \"1\"\r\n\r\n");
        Gateway gateway = Gateways.to(upstream.url())) {
      HttpResponse<String> answer = Http.get(gateway.url().resolve("/up/x"));
      assertThat(answer.statusCode()).isEqualTo(304);
      assertThat(answer.headers().firstValue("ETag")).contains("\"1\"");
      assertThat(answer.body()).isEmpty();
    }
  }

  @Test
  void aClientThatExpects100ContinueGetsItFromTheGateway() {
    try (SocketUpstream upstream = answering(OK);
        Gateway gateway = Gateways.to(upstream.url());
        RawClient client =
            RawClient.send(
                gateway.url(),
                Http.head(
                    "POST /up/x HTTP/1.1",
                    "Host: h",
                    "Content-Length: 4",
                    "Expect: 100-continue"))) {
      assertThat(client.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 100 ");
      client.write("body");
      assertThat(client.readUntil("ok")).startsWith("HTTP/1.1 200 ");
      assertThat(seen.get()).doesNotContain("Expect");
    }
  }

  @Test
  void aClientThatHangsUpIsCountedAndItsUpstreamCallEnded() {
    String endless = "4000\r\n" + "x".repeat(0x4000) + "\r\n";
    try (SocketUpstream upstream =
            SocketUpstream.start(
                socket -> {
                  SocketUpstream.head(socket);
                  SocketUpstream.write(
                      socket, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
                  while (true) { // until the gateway closes the connection
                    SocketUpstream.write(socket, endless);
                  }
                });
        Gateway gateway = Gateways.to(upstream.url());
        RawClient client = RawClient.send(gateway.url(), "GET /up/x HTTP/1.1\r\nHost: h\r\n\r\n")) {
      client.readUntil("xxx");
      client.reset();
      Scrape.await(gateway, 1, "http_requests_aborted_total");
      Scrape.await(gateway, 1, "upstream_abandoned_total");
      Scrape.await(gateway, 0, "upstream_requests_in_flight");
      Scrape.await(gateway, 0, "http_requests_in_flight");
    }
  }

  /** An upstream that reads the head of one request per connection and answers this. */
  private SocketUpstream answering(String answer) {
    return SocketUpstream.start(
        socket -> {
          seen.set(SocketUpstream.head(socket));
          SocketUpstream.write(socket, answer);
        });
  }
}
