package io.hairspring.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.gateway.testing.Gateways;
import io.hairspring.gateway.testing.Http;
import io.hairspring.gateway.testing.RawClient;
import io.hairspring.gateway.testing.SocketUpstream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** A gateway that is stopped while an upstream keeps a request waiting. */
class StoppingInAHurryTest {
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch done = new CountDownLatch(1);

  @Test
  void anInterruptedThreadWaitsForNoRequestAndStaysInterrupted() throws Exception {
    try (SocketUpstream upstream = SocketUpstream.start(this::keepWaiting)) {
      Gateway gateway = Gateways.to(upstream.url());
      try (RawClient client =
          RawClient.send(gateway.url(), Http.head("GET /up/x HTTP/1.1", "Host: x"))) {
        asked.await();
        Thread.currentThread().interrupt();
        assertThat(gateway.stop(Duration.ofHours(1))).isEqualTo(1);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(client.readUntil("never")).isEmpty();
      } finally {
        done.countDown();
      }
    }
  }

  @Test
  void whatHasStoppedStopsAgainAndHasNothingToCutOff() {
    try (Gateway gateway = Gateways.to(URI.create("http://127.0.0.1:1"))) {
      assertThat(gateway.stop(Duration.ZERO)).isZero();
      assertThat(gateway.stop(Duration.ZERO)).isZero();
    }
  }

  private void keepWaiting(Socket socket) throws IOException {
    SocketUpstream.head(socket);
    asked.countDown();
    try {
      done.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
