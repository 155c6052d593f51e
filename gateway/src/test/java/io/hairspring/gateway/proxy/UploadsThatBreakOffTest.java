package io.hairspring.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.gateway.Gateway;
import io.hairspring.gateway.testing.Gateways;
import io.hairspring.gateway.testing.Http;
import io.hairspring.gateway.testing.RawClient;
import io.hairspring.gateway.testing.Scrape;
import io.hairspring.gateway.testing.SocketUpstream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Half a request is never a whole one to an upstream, whoever broke it off and where. */
class UploadsThatBreakOffTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
  private static final String CHUNKED =
      Http.head("POST /up/x HTTP/1.1", "Host: h", "Transfer-Encoding: chunked");
  private static final String SIZED =
      Http.head("POST /up/x HTTP/1.1", "Host: h", "Content-Length: 999999999999999999");
  private static final String WHOLE = "5\r\nhello\r\n6;a=b\r\n world\r\n0\r\nX: 1\r\n\r\n";

  private static final String CHUNKED_START =
      "POST /up/x HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n";
  private static final String SIZED_START =
      "POST /up/x HTTP/1.1\r\nHost: h\r\nContent-Length: 100\r\n\r\nhello";
  private static final String CHUNKED_ANSWER =
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

  private final CountDownLatch asked = new CountDownLatch(1);
  private final CompletableFuture<String> arrived = new CompletableFuture<>();

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aClientThatLeavesAnywhereInAChunkedBody(boolean byReset) throws Exception {
    BlockingQueue<String> received = new LinkedBlockingQueue<>();
    Semaphore begun = new Semaphore(0);
    try (SocketUpstream upstream =
            SocketUpstream.start(
                socket -> {
                  SocketUpstream.head(socket);
                  begun.release();
                  received.add(readToTheEnd(socket));
                });
        Gateway gateway = Gateways.to(upstream.url())) {
      for (int bytes = 0; bytes < WHOLE.length(); bytes++) {
        RawClient client = RawClient.send(gateway.url(), CHUNKED + WHOLE.substring(0, bytes));
        begun.acquire();
        if (byReset) {
          client.reset();
        } else {
          client.endOfSending();
        }
        assertThat(received.poll(20, TimeUnit.SECONDS))
            .as(bytes + " bytes")
            .isNotNull()
            .doesNotStartWith("0\r\n")
            .doesNotContain("\n0\r\n");
        client.close();
      }
      Scrape.await(gateway, WHOLE.length(), "http_requests_total", "status=\"400\"");
      Scrape.await(gateway, WHOLE.length(), "upstream_abandoned_total");
      Scrape.await(gateway, 0, "upstream_requests_in_flight");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"zz\r\n", "5\r\nhello\r\nzz\r\n", "5\r\nhelloX\r\n", "5\r\nhello\r\n-1\r\n"})
  void aClientThatSendsNoChunks(String body) throws Exception {
    try (SocketUpstream upstream = reading(false);
        Gateway gateway = Gateways.to(upstream.url());
        RawClient client = RawClient.send(gateway.url(), CHUNKED)) {
      asked.await();
      client.write(body);
      assertThat(client.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 400 ");
      assertThat(arrived.get(20, TimeUnit.SECONDS)).doesNotContain("\n0\r\n");
      Scrape.await(gateway, 0, "http_requests_total", "status=\"200\"");
      Scrape.await(gateway, 0, "http_requests_in_flight");
    }
  }

  @Test
  void aLengthThatNeverComesIsCountedAsWhatCame() throws Exception {
    try (SocketUpstream upstream = reading(false);
        Gateway gateway = Gateways.to(upstream.url());
        RawClient client = RawClient.send(gateway.url(), SIZED + "abc")) {
      asked.await();
      client.endOfSending();
      assertThat(arrived.get(20, TimeUnit.SECONDS)).endsWith("abc");
      Scrape.await(gateway, 1, "http_requests_total", "status=\"400\"");
      assertThat(Scrape.of(gateway).sum("http_request_size_bytes_sum")).isEqualTo(3);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {CHUNKED_START, SIZED_START})
  void anUpstreamThatStopsListeningIsNotSentAnEnd(String request) throws Exception {
    try (SocketUpstream upstream = reading(true);
        Gateway gateway = Gateways.to(upstream.url());
        RawClient client = RawClient.send(gateway.url(), request)) {
      assertThat(client.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 502 ");
      assertThat(arrived.get(20, TimeUnit.SECONDS)).doesNotContain("\n0\r\n");
      Scrape.await(gateway, 1, "upstream_errors_total", "error_type=\"reset\"");
    }
  }

  @Test
  void whatIsWholeArrivesAndLeavesTheNextRequestAlone() throws Exception {
    try (SocketUpstream upstream =
            SocketUpstream.start(
                socket -> {
                  StringBuilder all = new StringBuilder(SocketUpstream.head(socket));
                  while (all.indexOf("\n0\r\n\r\n") < 0) {
                    all.append((char) socket.getInputStream().read());
                  }
                  arrived.complete(all.toString());
                  SocketUpstream.write(socket, OK);
                });
        Gateway gateway = Gateways.to(upstream.url());
        RawClient client =
            RawClient.send(
                gateway.url(), CHUNKED + WHOLE + "GET /none HTTP/1.1\r\nHost: h\r\n\r\n")) {
      assertThat(client.readUntil("ok")).startsWith("HTTP/1.1 200 ");
      assertThat(client.readUntil("404 ")).endsWith("404 ");
      assertThat(arrived.get(20, TimeUnit.SECONDS))
          .contains("hello")
          .contains(" world")
          .doesNotContain("X: 1");
    }
  }

  @Test
  void tenMegabytesPassBothWays() {
    String piece = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
    String end = "0\r\n\r\n";
    int pieces = 160;
    try (SocketUpstream upstream =
            SocketUpstream.start(
                socket -> {
                  SocketUpstream.head(socket);
                  SocketUpstream.write(socket, CHUNKED_ANSWER);
                  byte[] buffer = new byte[1 << 16];
                  String last = "";
                  while (!last.endsWith(end)) { // an echo of the chunks as they come
                    int count = socket.getInputStream().read(buffer);
                    String text = new String(buffer, 0, count, StandardCharsets.ISO_8859_1);
                    SocketUpstream.write(socket, text);
                    last = (last + text).substring(Math.max(0, last.length() + count - 5));
                  }
                });
        Gateway gateway = Gateways.to(upstream.url());
        RawClient client = RawClient.send(gateway.url(), CHUNKED)) {
      Thread sending =
          new Thread(
              () -> {
                for (int i = 0; i < pieces; i++) {
                  client.write(piece);
                }
                client.write(end);
              });
      sending.start();
      assertThat(client.countUntilEnd('x', end)).isEqualTo(pieces * 0x10000L);
    }
  }

  /** An upstream that reads to the end of the connection, after closing its own side or not. */
  private SocketUpstream reading(boolean closes) {
    return SocketUpstream.start(
        socket -> {
          String head = SocketUpstream.head(socket);
          asked.countDown();
          if (closes) {
            socket.shutdownOutput();
          }
          arrived.complete(head + readToTheEnd(socket));
        });
  }

  private static String readToTheEnd(Socket socket) {
    StringBuilder all = new StringBuilder();
    try {
      for (int c = socket.getInputStream().read(); c >= 0; ) {
        all.append((char) c);
        c = socket.getInputStream().read();
      }
    } catch (IOException reset) {
      // an end as well
    }
    return all.toString();
  }
}
