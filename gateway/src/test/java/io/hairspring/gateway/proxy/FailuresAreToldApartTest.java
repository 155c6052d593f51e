package io.hairspring.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.gateway.Gateway;
import io.hairspring.gateway.testing.FullListener;
import io.hairspring.gateway.testing.Gateways;
import io.hairspring.gateway.testing.Http;
import io.hairspring.gateway.testing.RawClient;
import io.hairspring.gateway.testing.Scrape;
import io.hairspring.gateway.testing.SocketUpstream;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailuresAreToldApartTest {
  private static final ProxyConfig IMPATIENT =
      new ProxyConfig(Duration.ofMillis(200), Duration.ofMillis(200), 1, 0);

  @Test
  void anUpstreamThatRefusesIs502AndTheGatewayLives() throws IOException {
    URI nobody;
    try (ServerSocket taken = new ServerSocket(0)) {
      nobody = URI.create("http://127.0.0.1:" + taken.getLocalPort());
    }
    try (Gateway gateway = Gateways.to(nobody)) {
      fails(gateway, 502, "connect", "the upstream cannot be reached");
      fails(gateway, 502, "connect", "the upstream cannot be reached");
      Scrape.await(gateway, 2, "upstream_errors_total", "error_type=\"connect\"");
    }
  }

  @Test
  void anUpstreamWithoutAnAddressIs502() {
    try (Gateway gateway = Gateways.to(URI.create("http://nobody.invalid:80"))) {
      fails(gateway, 502, "connect", "the upstream cannot be reached");
    }
  }

  @Test
  void anUpstreamThatClosesWithoutAnAnswerIs502() {
    try (SocketUpstream upstream = SocketUpstream.start(SocketUpstream::head);
        Gateway gateway = Gateways.to(upstream.url())) {
      fails(gateway, 502, "reset", "the upstream closed the connection");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SSH-2.0-OpenSSH_9.2\r\n\r\nwhat?\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nno chunk\r\n",
      })
  void anUpstreamThatAnswersGarbageIs502(String garbage) {
    try (SocketUpstream upstream =
            SocketUpstream.start(
                socket -> {
                  SocketUpstream.head(socket);
                  SocketUpstream.write(socket, garbage);
                });
        Gateway gateway = Gateways.to(upstream.url())) {
      fails(gateway, 502, "bad_answer", "the upstream sent no valid HTTP answer");
    }
  }

  @Test
  void anUpstreamThatNeverAnswersIs504() {
    CountDownLatch end = new CountDownLatch(1);
    try (SocketUpstream upstream = silent(end);
        Gateway gateway = Gateways.to(upstream.url(), IMPATIENT)) {
      fails(gateway, 504, "timeout", "the upstream did not answer in time");
    } finally {
      end.countDown();
    }
  }

  @Test
  void anUpstreamThatDoesNotAcceptInTimeIs504() throws IOException {
    try (FullListener upstream = FullListener.start();
        Gateway gateway = Gateways.to(upstream.url(), IMPATIENT)) {
      // More often than there are I/O threads: where one has waited already, it is not told busy.
      int threads = Math.max(2, Runtime.getRuntime().availableProcessors());
      for (int i = 0; i <= threads; i++) {
        fails(
            gateway, 504, "connect_timeout", "the upstream did not accept the connection in time");
      }
    }
  }

  @Test
  void anUpstreamWhoseConnectionsAreAllBusyIs503() {
    CountDownLatch end = new CountDownLatch(1);
    ProxyConfig narrow = new ProxyConfig(Duration.ofSeconds(20), Duration.ofSeconds(60), 1, 0);
    try (SocketUpstream upstream = silent(end);
        Gateway gateway = Gateways.to(upstream.url(), narrow)) {
      RawClient busy = RawClient.send(gateway.url(), "GET /up/x HTTP/1.1\r\nHost: h\r\n\r\n");
      Scrape.until(() -> upstream.accepted() == 1, () -> upstream.accepted() + " connections");
      fails(gateway, 503, "no_capacity", "every upstream connection is busy");
      busy.close();
      Scrape.await(gateway, 0, "upstream_requests_in_flight");
    } finally {
      end.countDown();
    }
  }

  @Test
  void anAnswerThatBreaksOffIsNotPassedOnAsAWholeOne() {
    CountDownLatch half = new CountDownLatch(1);
    try (SocketUpstream upstream =
            SocketUpstream.start(
                socket -> {
                  SocketUpstream.head(socket);
                  SocketUpstream.write(
                      socket,
                      Http.head(
                              "HTTP/1.1 200 OK",
                              "Transfer-Encoding: chunked",
                              "Cache-Control: max-age=60")
                          + "4\r\nhalf\r\n");
                  SocketUpstream.await(half);
                });
        Gateway gateway = Gateways.to(upstream.url())) {
      try (RawClient client =
          RawClient.send(gateway.url(), Http.head("GET /up/x HTTP/1.1", "Host: h"))) {
        client.readUntil("half");
        half.countDown();
        assertThat(client.readUntil("0\r\n\r\n")).isEqualTo("\r\n");
      }
      Scrape.await(gateway, 1, "upstream_errors_total", "error_type=\"reset\"");
      Scrape.await(gateway, 1, "http_requests_aborted_total");
      Scrape.await(gateway, 0, "http_requests_in_flight");
      assertThat(Scrape.of(gateway).sum("cache_size")).isZero();
    }
  }

  @Test
  void aPathWithoutARouteIs404() {
    try (Gateway gateway = Gateways.to(URI.create("http://127.0.0.1:1"))) {
      HttpResponse<String> answer = Http.get(gateway.url().resolve("/upper"));
      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(answer.body()).isEqualTo("{\"error\":\"no route leads on from this path\"}\n");
      Scrape.await(gateway, 1, "http_requests_total", "endpoint=\"(no route)\"");
    }
  }

  private static SocketUpstream silent(CountDownLatch end) {
    return SocketUpstream.start(
        socket -> {
          SocketUpstream.head(socket);
          SocketUpstream.await(end);
        });
  }

  private static void fails(Gateway gateway, int status, String errorType, String message) {
    HttpResponse<String> answer = Http.post(gateway.url().resolve("/up/x"), "body");
    assertThat(answer.body()).isEqualTo("{\"error\":\"" + message + "\"}\n");
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(
            Scrape.of(gateway)
                .sum(
                    "upstream_errors_total", "error_type=\"" + errorType + "\"", "provider=\"up\""))
        .isPositive();
  }
}
