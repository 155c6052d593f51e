package io.hairspring.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.gateway.testing.GatewayProcess;
import io.hairspring.gateway.testing.Scrape;
import io.hairspring.gateway.testing.SocketUpstream;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The gateway as a process of its own. */
class ProcessTest {
  private static final int IN_FLIGHT = 40;
  private static final long LIMIT_SECONDS = 60;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private Process process;

  @AfterEach
  void stop() {
    if (process != null) {
      process.destroyForcibly();
    }
  }

  @Test
  void aPortThatIsTakenIsOneClearLineAndExitCode1() throws Exception {
    try (ServerSocket taken = new ServerSocket(0)) {
      start("--port", Integer.toString(taken.getLocalPort()), "--metrics-port", "0");
      assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(1);
      assertThat(process.errorReader().lines())
          .containsExactly(
              "gateway: cannot listen on 127.0.0.1:"
                  + taken.getLocalPort()
                  + ": Address already in use");
    }
  }

  @Test
  void aBadFlagIsOneClearLineAndExitCode2() throws Exception {
    start("--port", "many");
    assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(2);
    assertThat(process.errorReader().lines()).hasSize(1);
  }

  @Test
  void sigtermCutsOffNoRequestInFlightAndExitsWith0() throws Exception {
    AtomicInteger arrived = new AtomicInteger();
    CountDownLatch answer = new CountDownLatch(1);
    try (SocketUpstream upstream =
        SocketUpstream.start(
            socket -> {
              SocketUpstream.head(socket);
              arrived.incrementAndGet();
              await(answer);
              SocketUpstream.write(
                  socket, "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok");
            })) {
      start("--port", "0", "--metrics-port", "0", "--upstream", upstream.url().toString());
      BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
      URI gateway = line(out, "gateway ");
      URI page = line(out, "page ");
      List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
      for (int i = 0; i < IN_FLIGHT; i++) {
        answers.add(client.sendAsync(get(gateway.resolve("/" + i)), BodyHandlers.ofString()));
      }
      Scrape.until(() -> arrived.get() == IN_FLIGHT, () -> arrived + " arrived");

      process.toHandle().destroy(); // SIGTERM, and the streams stay open
      Scrape.until(() -> status(page.resolve("ready")) == 503, () -> "still ready");
      answer.countDown();
      for (CompletableFuture<HttpResponse<String>> each : answers) {
        assertThat(each.get(LIMIT_SECONDS, TimeUnit.SECONDS).body()).isEqualTo("ok");
      }
      assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
      assertThat(out.lines()).last().isEqualTo("stopped: no request was cut off");
      assertThat(process.errorReader().lines()).isEmpty();
    }
  }

  private void start(String... arguments) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(GatewayProcess.command(arguments));
    builder.environment().keySet().removeIf(name -> name.startsWith("HAIRSPRING_"));
    process = builder.start();
  }

  private static URI line(BufferedReader out, String name) throws IOException {
    String line = out.readLine();
    while (line != null && !line.strip().startsWith(name)) {
      line = out.readLine();
    }
    assertThat(line).isNotNull();
    return URI.create(line.strip().substring(name.length()).strip());
  }

  private int status(URI url) {
    return client.sendAsync(get(url), BodyHandlers.discarding()).join().statusCode();
  }

  private static HttpRequest get(URI url) {
    return HttpRequest.newBuilder(url).build();
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }
}
