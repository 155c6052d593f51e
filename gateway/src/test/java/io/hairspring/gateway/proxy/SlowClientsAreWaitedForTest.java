package io.hairspring.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.gateway.Gateway;
import io.hairspring.gateway.testing.Gateways;
import io.hairspring.gateway.testing.Http;
import io.hairspring.gateway.testing.RawClient;
import io.hairspring.gateway.testing.SocketUpstream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An upstream is not late as long as it is the client who makes it wait. */
class SlowClientsAreWaitedForTest {
  private static final ProxyConfig IMPATIENT =
      new ProxyConfig(Duration.ofSeconds(20), Duration.ofMillis(100), 8, 0);
  private static final int PIECES = 512;
  private static final String PIECE = "x".repeat(1 << 16);

  private final CountDownLatch end = new CountDownLatch(1);
  private final SocketUpstream upstream = SocketUpstream.start(this::serve);
  private final Gateway gateway = Gateways.to(upstream.url(), IMPATIENT);

  @AfterEach
  void stop() {
    end.countDown();
    gateway.close();
    upstream.close();
  }

  @Test
  void oneThatSendsItsBodySlowlyIsAnswered() {
    try (RawClient client =
        RawClient.send(
            gateway.url(),
            Http.head("POST /up/body HTTP/1.1", "Host: h", "Content-Length: 4") + "ab")) {
      awaitTimeLimits();
      client.write("cd");
      assertThat(client.readUntil("abcd")).startsWith("HTTP/1.1 200").endsWith("abcd");
    }
  }

  @Test
  void oneThatReadsItsAnswerSlowlyGetsTheWholeOfIt() {
    try (RawClient client =
        RawClient.send(gateway.url(), "GET /up/large HTTP/1.1\r\nHost: h\r\n\r\n")) {
      client.readUntil("xxx");
      awaitTimeLimits();
      assertThat(client.countUntilEnd('x', "end")).isEqualTo((long) PIECES * PIECE.length() - 3);
    }
  }

  /** Waits for others that were late, and so for as long as the upstream may be silent. */
  private void awaitTimeLimits() {
    for (int i = 0; i < 3; i++) {
      assertThat(Http.get(gateway.url().resolve("/up/silent")).statusCode()).isEqualTo(504);
    }
  }

  private void serve(Socket socket) throws IOException {
    String head = SocketUpstream.head(socket);
    if (head.startsWith("GET /silent")) {
      SocketUpstream.await(end);
    } else if (head.startsWith("GET /large")) {
      int length = PIECES * PIECE.length() + 3;
      SocketUpstream.write(socket, Http.head("HTTP/1.1 200 OK", "Content-Length: " + length));
      for (int i = 0; i < PIECES; i++) {
        SocketUpstream.write(socket, PIECE);
      }
      SocketUpstream.write(socket, "end");
    } else {
      String body = new String(socket.getInputStream().readNBytes(4), StandardCharsets.US_ASCII);
      SocketUpstream.write(socket, Http.head("HTTP/1.1 200 OK", "Content-Length: 4") + body);
    }
  }
}
