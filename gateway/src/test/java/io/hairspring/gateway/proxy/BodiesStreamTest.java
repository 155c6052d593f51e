package io.hairspring.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.gateway.Gateway;
import io.hairspring.gateway.testing.Gateways;
import io.hairspring.gateway.testing.Http;
import io.hairspring.gateway.testing.RawClient;
import io.hairspring.gateway.testing.Scrape;
import io.hairspring.gateway.testing.SocketUpstream;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BodiesStreamTest {
  private static final String CHUNK = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
  private static final int CHUNKS = 1_000;

  @Test
  void aPieceOfAnAnswerArrivesBeforeTheNextIsSent() {
    CountDownLatch firstArrived = new CountDownLatch(1);
    try (SocketUpstream upstream =
            SocketUpstream.start(
                socket -> {
                  SocketUpstream.head(socket);
                  SocketUpstream.write(
                      socket,
                      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nfirst\r\n");
                  SocketUpstream.await(firstArrived);
                  SocketUpstream.write(socket, "6\r\nsecond\r\n0\r\n\r\n");
                });
        Gateway gateway = Gateways.to(upstream.url());
        RawClient client = RawClient.send(gateway.url(), "GET /up/x HTTP/1.1\r\nHost: h\r\n\r\n")) {
      assertThat(client.readUntil("first")).contains("first");
      firstArrived.countDown();
      assertThat(client.readUntil("second")).contains("second");
    }
  }

  @Test
  void aPieceOfARequestArrivesBeforeTheNextIsSent() {
    CountDownLatch firstArrived = new CountDownLatch(1);
    try (SocketUpstream upstream =
            SocketUpstream.start(
                socket -> {
                  SocketUpstream.head(socket);
                  readUntil(socket.getInputStream()::read, "first");
                  firstArrived.countDown();
                  // To its end: closing a socket with something unread may destroy the answer.
                  readUntil(socket.getInputStream()::read, "0\r\n\r\n");
                  SocketUpstream.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
                });
        Gateway gateway = Gateways.to(upstream.url());
        RawClient client =
            RawClient.send(
                gateway.url(),
                Http.head("POST /up/x HTTP/1.1", "Host: h", "Transfer-Encoding: chunked")
                    + "5\r\nfirst\r\n")) {
      Scrape.until(() -> firstArrived.getCount() == 0, () -> "nothing");
      client.write("6\r\nsecond\r\n0\r\n\r\n");
      assertThat(client.readUntil("ok")).startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void anUpstreamWaitsForAClientThatDoesNotRead() {
    AtomicLong sent = new AtomicLong();
    try (SocketUpstream upstream =
            SocketUpstream.start(
                socket -> {
                  SocketUpstream.head(socket);
                  SocketUpstream.write(
                      socket, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
                  for (int i = 0; i < CHUNKS; i++) {
                    SocketUpstream.write(socket, CHUNK);
                    sent.incrementAndGet();
                  }
                  SocketUpstream.write(socket, "0\r\n\r\n");
                });
        Gateway gateway = Gateways.to(upstream.url());
        RawClient client = RawClient.send(gateway.url(), "GET /up/x HTTP/1.1\r\nHost: h\r\n\r\n")) {
      client.readUntil("xxx");
      // Sixty-five megabytes do not fit the sockets: a proxy that buffers would take them all.
      long before;
      do {
        before = sent.get();
        Scrape.of(gateway); // a round trip through the same process: time for the pump to go on
      } while (sent.get() != before);
      assertThat(before).isLessThan(CHUNKS);
      assertThat(client.countUntilEnd('x', "0\r\n\r\n")).isGreaterThan((CHUNKS - 1) * 0x10000L);
      assertThat(sent).hasValue(CHUNKS);
    }
  }

  private interface Bytes {
    int read() throws IOException;
  }

  private static void readUntil(Bytes in, String text) throws IOException {
    StringBuilder read = new StringBuilder();
    while (read.indexOf(text) < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("ended after " + read);
      }
      read.append((char) next);
    }
  }
}
