package io.hairspring.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.gateway.testing.GatewayProcess;
import io.hairspring.gateway.testing.Http;
import io.hairspring.gateway.testing.Scrape;
import io.hairspring.gateway.testing.SocketUpstream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A gateway as a process of its own, told to end while clients come and go. */
class StoppingUnderLoadTest {
  private static final int CLIENTS = 10;
  private static final byte[] ASK =
      Http.head("GET /x HTTP/1.1", "Host: h", "Connection: close")
          .getBytes(StandardCharsets.US_ASCII);

  private final AtomicInteger answered = new AtomicInteger();
  private final AtomicInteger answeredWhileNotReady = new AtomicInteger();
  private final Queue<String> errors = new ConcurrentLinkedQueue<>();
  private volatile boolean notReady;

  @Test
  void noConnectionIsResetAndTheMetricsCanBeScrapedToTheLastRequest() throws Exception {
    try (SocketUpstream upstream = SocketUpstream.start(StoppingUnderLoadTest::answer);
        GatewayProcess gateway =
            GatewayProcess.start(
                "--port=0",
                "--metrics-port=0",
                "--drain-delay=2s",
                "--last-scrape-wait=20s",
                "--upstream=" + upstream.url())) {
      URI page = gateway.address("page");
      List<Thread> clients = load(gateway.address("gateway"));
      Scrape.until(() -> answered.get() > 200, () -> answered + " answered, " + errors);

      gateway.terminate();
      Scrape.until(() -> Http.get(page.resolve("ready")).statusCode() == 503, () -> "still ready");
      notReady = true;
      for (Thread client : clients) {
        client.join();
      }
      assertThat(errors).isEmpty();
      assertThat(answeredWhileNotReady).hasPositiveValue();

      assertThat(lastScrape(page.resolve("metrics")))
          .contains(
              "http_requests_total{endpoint=\"/x\",method=\"GET\",status=\"200\"} " + answered);
      assertThat(gateway.end()).isZero();
      assertThat(gateway.out()).endsWith("stopped: no request was cut off");
      assertThat(gateway.err()).isEmpty();
    }
  }

  /** Scrapes until nobody listens any more; returns what came last. */
  private static String lastScrape(URI metrics) {
    String last = "";
    try {
      while (true) {
        HttpResponse<String> answer = Http.get(metrics);
        last = answer.statusCode() == 200 ? answer.body() : last; // 503 while it closes
      }
    } catch (UncheckedIOException ended) {
      return last;
    }
  }

  private List<Thread> load(URI gateway) {
    List<Thread> clients = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      Thread client = new Thread(() -> askUntilRefused(gateway), "client-" + i);
      client.start();
      clients.add(client);
    }
    return clients;
  }

  /** Asks over a new connection each time until nobody listens any more. */
  private void askUntilRefused(URI gateway) {
    while (true) {
      boolean late = notReady;
      try (Socket socket = new Socket(gateway.getHost(), gateway.getPort())) {
        socket.getOutputStream().write(ASK);
        String answer =
            new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        if (!answer.startsWith("HTTP/1.1 200") || !answer.endsWith("\r\n\r\nok")) {
          errors.add("answer: " + answer);
        }
        answered.incrementAndGet();
        if (late) {
          answeredWhileNotReady.incrementAndGet();
        }
      } catch (ConnectException refused) {
        return;
      } catch (IOException broken) {
        errors.add(broken.toString());
      }
    }
  }

  private static void answer(Socket socket) throws IOException {
    while (!SocketUpstream.head(socket).isEmpty()) {
      SocketUpstream.write(socket, Http.head("HTTP/1.1 200 OK", "Content-Length: 2") + "ok");
    }
  }
}
