package io.hairspring.gateway;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.gateway.forwarded.TrustedProxies;
import io.hairspring.gateway.proxy.HeadLimits;
import io.hairspring.gateway.proxy.ProxyConfig;
import io.hairspring.gateway.route.Route;
import io.hairspring.gateway.testing.Gateways;
import io.hairspring.gateway.testing.Http;
import io.hairspring.gateway.testing.RawClient;
import io.hairspring.gateway.testing.Scrape;
import io.hairspring.gateway.testing.SocketUpstream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which requests reach an upstream, and as what. */
class RequestsAreJudgedTest {
  private static final String[] FORGED = {
    "GET /up/x HTTP/1.1",
    "Host: h",
    "X-Forwarded-For: 192.0.2.1, 192.0.2.2",
    "X-Forwarded-For:",
    "X-Forwarded-For: 192.0.2.3",
    "X-Forwarded-Proto: https",
    "X-Forwarded-Host: admin",
    "X-Forwarded-Port: 1",
    "X-Forwarded-Prefix: /forged",
    "X-Real-IP: 192.0.2.9",
    "Forwarded: for=192.0.2.9;host=admin",
    "X-Forwarded-Ssl: forged",
    "x-forwarded-user: forged",
    "X_Forwarded_For: 192.0.2.9",
    "X-Forwarded_Proto: https",
    "x_real-ip: 192.0.2.9",
    "X-Forward: on",
  };

  private final List<String> seen = new CopyOnWriteArrayList<>();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CONNECT h:443 HTTP/1.1|405",
        "TRACE /up/x HTTP/1.1|405",
        "OPTIONS * HTTP/1.1|501",
        "GET /up/../admin HTTP/1.1|400",
        "GET http://h/up/../admin HTTP/1.1|400",
        "GET /up/x HTTP/1.1~Upgrade: websocket~Connection: keep-alive, Upgrade|501",
        "GET /up/x HTTP/1.1~Upgrade: odd/1~Connection: upgrade|501",
        "POST /up/x HTTP/1.1~Transfer-Encoding: gzip|501",
      })
  void aRequestThatIsNotPassedOnIsToldWhy(String head, int status) {
    try (SocketUpstream upstream = answering();
        Gateway gateway = toAll(upstream.url(), Gateways.GENEROUS)) {
      String[] lines = (head + "~Host: h").split("~", -1);
      try (RawClient client = RawClient.send(gateway.url(), Http.head(lines))) {
        assertThat(client.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 " + status);
        assertThat(client.readUntil("}")).contains("\"error\":\"expected ");
      }
      Scrape.await(
          gateway, 1, "http_requests_total", "status=\"" + status, "endpoint=\"(refused)\"");
      assertThat(seen).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/up/a?, /a?",
    "/up/a??x=1, /a??x=1",
    "/up/a???, /a???",
    "/up/a?x=1&??y, /a?x=1&??y",
    "/up/a?x=%3F+y, /a?x=%3F+y",
    "/up?, /?",
    "/up/a%2Fb;c=d/..e/.../%7e, /a%2Fb;c=d/..e/.../%7e",
    "/up//a//, //a//",
    "http://h/up/a??, /a??",
  })
  void aTargetIsPassedOnByteForByteAlsoWhereRequestsFollowEachOther(String target, String passed) {
    try (SocketUpstream upstream = answering();
        Gateway gateway = Gateways.to(upstream.url())) {
      String ask = Http.head("GET " + target + " HTTP/1.1", "Host: h");
      String plain = Http.head("GET /up/plain HTTP/1.1", "Host: h");
      try (RawClient client = RawClient.send(gateway.url(), ask + plain + ask)) {
        for (int i = 0; i < 3; i++) {
          assertThat(client.readUntil("ok")).startsWith("HTTP/1.1 200");
        }
      }
      assertThat(seen)
          .extracting(head -> head.substring(4, head.indexOf(" HTTP")))
          .containsExactly(passed, "/plain", passed);
    }
  }

  @Test
  void theUpgradeToHttp2ThatClientsOfferIsPassedOver() {
    try (SocketUpstream upstream = answering();
        Gateway gateway = Gateways.to(upstream.url());
        RawClient client =
            RawClient.send(
                gateway.url(),
                Http.head(
                    "GET /up/x HTTP/1.1",
                    "Host: h",
                    "Connection: Upgrade, HTTP2-Settings",
                    "Upgrade: h2c",
                    "HTTP2-Settings: x"))) {
      assertThat(client.readUntil("ok")).startsWith("HTTP/1.1 200");
      assertThat(seen.get(0)).doesNotContain("h2c", "HTTP2");
    }
  }

  @ParameterizedTest
  @CsvSource({"1500, 1, 1", "1, 250, 1", "1, 1, 20000", "1500, 250, 20000"})
  void manyParametersAndHeadersAndLongOnesPass(int parameters, int headers, int characters) {
    String head =
        Http.head(
            "GET /up/x?" + "a=b&".repeat(parameters) + " HTTP/1.1",
            "Host: h",
            "Y: " + "z".repeat(characters),
            IntStream.range(0, headers).mapToObj(i -> "X" + i + ": y").collect(joining("\r\n")));
    try (SocketUpstream upstream = answering();
        Gateway gateway = Gateways.to(upstream.url());
        RawClient client = RawClient.send(gateway.url(), head)) {
      assertThat(client.readUntil("ok")).startsWith("HTTP/1.1 200");
      assertThat(seen.get(0))
          .startsWith("GET /x?" + "a=b&".repeat(parameters) + " HTTP/1.1\n")
          .contains("\nY: " + "z".repeat(characters) + "\n");
      assertThat(seen.get(0)).contains("\nX" + (headers - 1) + ": y\n");
    }
  }

  @Test
  void theyAreBoundedAsItIsSet() {
    try (SocketUpstream upstream = answering();
        Gateway gateway = toAll(upstream.url(), with(List.of(), new HeadLimits(1_100, 10, 3)))) {
      for (String head :
          List.of(
              "GET /?a&b&c&d HTTP/1.1",
              "GET / HTTP/1.1\r\nA: b" + "\r\nA: b".repeat(10),
              "GET / HTTP/1.1\r\nA: " + "b".repeat(1_100))) {
        try (RawClient client = RawClient.send(gateway.url(), Http.head(head, "Host: h"))) {
          assertThat(client.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 400");
        }
      }
      Scrape.await(gateway, 3, "gateway_requests_unreadable_total");
    }
  }

  @Test
  void whatAStrangerSaysOfItselfIsReplacedAndTheListKept() {
    String head = passed(List.of("192.0.2.0/24", "::1"));
    assertThat(head)
        .contains("\nX-Forwarded-For: 192.0.2.1, 192.0.2.2, 192.0.2.3, 127.0.0.1\n")
        .contains("\nX-Forwarded-Proto: http\n", "\nX-Forwarded-Host: h\n")
        .contains("\nX-Forwarded-Prefix: /up\n", "\nX-Real-IP: 127.0.0.1\n")
        .contains("\nForwarded: for=127.0.0.1;host=\"h\";proto=http\n")
        .containsPattern("\nX-Forwarded-Port: \\d{2,5}\n")
        .contains("\nX-Forward: on\n")
        .doesNotContain("admin", "forged", "192.0.2.9", "https");
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.0/8", "127.0.0.1", "0.0.0.0/0"})
  void whatATrustedProxySaysIsKept(String network) {
    String head = passed(List.of("10.0.0.0/8", network));
    assertThat(head)
        .contains("\nX-Forwarded-For: 192.0.2.1, 192.0.2.2, 192.0.2.3, 127.0.0.1\n")
        .contains("\nX-Forwarded-Proto: https\n", "\nX-Forwarded-Host: admin\n")
        .contains("\nX-Forwarded-Port: 1\n", "\nX-Forwarded-Prefix: /forged\n")
        .contains("\nX-Real-IP: 192.0.2.9\n", "\nx-forwarded-user: forged\n")
        .contains("\nForwarded: for=192.0.2.9;host=admin, for=127.0.0.1;host=\"h\";proto=http\n");
  }

  private String passed(List<String> trusted) {
    ProxyConfig proxy = with(trusted, HeadLimits.DEFAULTS);
    try (SocketUpstream upstream = answering();
        Gateway gateway = Gateways.to(upstream.url(), proxy);
        RawClient client = RawClient.send(gateway.url(), Http.head(FORGED))) {
      client.readUntil("ok");
      return seen.get(0);
    }
  }

  private static ProxyConfig with(List<String> trusted, HeadLimits limits) {
    Duration patience = Duration.ofSeconds(20);
    return new ProxyConfig(patience, patience, 8, 8, new TrustedProxies(trusted), limits);
  }

  private static Gateway toAll(URI upstream, ProxyConfig proxy) {
    return Gateway.start(Gateways.config(List.of(Route.toAll(upstream)), proxy));
  }

  private SocketUpstream answering() {
    return SocketUpstream.start(
        socket -> {
          for (String head = SocketUpstream.head(socket);
              !head.isEmpty();
              head = SocketUpstream.head(socket)) {
            seen.add(head);
            SocketUpstream.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
          }
        });
  }
}
