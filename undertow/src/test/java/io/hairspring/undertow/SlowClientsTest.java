package io.hairspring.undertow;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.MetricsCollector;
import io.hairspring.testing.Until;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlowClientsTest {
  private static final int MOMENT_MILLIS = 100;
  private static final int LONG_MILLIS = 60_000;
  private static final int SLOW_CLIENTS = 200;
  private static final String SLOW_HEADERS = "GET /metrics HTTP/1.1\r\nHost: x\r\nX-Slow: ";

  private final MetricsCollector metrics = MetricsCollector.create();
  private final List<Socket> sockets = new ArrayList<>();
  private MetricsServer server;
  private Client client;

  private void start(int parseMillis, int sendMillis) {
    start(ServerLimits.DEFAULTS.withMillis(parseMillis, LONG_MILLIS, LONG_MILLIS, sendMillis));
  }

  private void start(ServerLimits limits) {
    server = MetricsServer.builder(metrics).port(0).limits(limits).start();
    client = new Client(server.port());
  }

  @AfterEach
  void stop() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
    server.close();
  }

  @Test
  void aClientThatDoesNotReadItsAnswerIsCutOff() throws Exception {
    LargeScrapes.of(metrics);
    start(LONG_MILLIS, MOMENT_MILLIS);
    open("GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n");
    Until.isTrue("cut off", () -> health().contains("\"scrapes_slow_client\":1"));
    assertThat(client.get("/metrics?name[]=hairspring_series").statusCode()).isEqualTo(200);
  }

  @Test
  void clientsThatDoNotReadTakeNobodysPlace() throws Exception {
    LargeScrapes.of(metrics);
    start(
        ServerLimits.DEFAULTS
            .withMillis(LONG_MILLIS, LONG_MILLIS, MOMENT_MILLIS, LONG_MILLIS)
            .withMost(1, 64));
    for (int i = 0; i < 20; i++) {
      open("GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n");
    }
    Until.isTrue(
        "answered at the cost of those who do not read",
        () ->
            status("/metrics?name[]=hairspring_series") == 200
                && !health().contains("\"scrapes_slow_client\":0"));
    Until.isTrue("answered again", () -> status("/metrics?name[]=hairspring_series") == 200);
  }

  @Test
  void aClientThatIsSlowWithItsHeadersIsCutOff() throws Exception {
    start(MOMENT_MILLIS, LONG_MILLIS);
    Socket slow = open(SLOW_HEADERS);
    assertThat(slow.getInputStream().read()).isEqualTo(-1);
    Until.isTrue(
        "counted",
        () -> metrics.scrapeMetrics().connectionsTimedOut().with("headers").total() == 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST /metrics/reset", "GET /metrics", "GET /ready", "GET /nothing"})
  void aClientThatIsSlowWithItsBodyHoldsNoPlaceAndIsCutOff(String request) throws Exception {
    start(MOMENT_MILLIS, LONG_MILLIS);
    Socket slow = open(request + " HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc");
    assertThat(server.connections().busy()).isZero();
    assertThat(slow.getInputStream().readAllBytes()).isEmpty();
    assertThat(metrics.scrapeMetrics().refused().with("late").total()).isEqualTo(1);
  }

  @Test
  void manyClientsThatAreSlowWithTheirHeadersHurtNobody() throws Exception {
    start(LONG_MILLIS, LONG_MILLIS);
    for (int i = 0; i < SLOW_CLIENTS; i++) {
      open(SLOW_HEADERS);
    }
    assertThat(client.get("/metrics").body()).contains("hairspring_series ");
    assertThat(client.get("/ready").statusCode()).isEqualTo(200);
  }

  @Test
  void whoeverAsksForReadinessIsAnsweredWhileAllRenderingIsBlocked() throws Exception {
    HeldScrapes held = new HeldScrapes(metrics);
    start(LONG_MILLIS, LONG_MILLIS);
    try {
      for (String path : List.of("/metrics", "/metrics/json", "/metrics?name[]=zz_held")) {
        open("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n");
      }
      held.awaitFirst();
      for (int i = 0; i < SLOW_CLIENTS; i++) {
        open(SLOW_HEADERS);
      }
      for (String path : List.of("/ready", "/live", "/")) {
        assertThat(client.get(path).statusCode()).as(path).isEqualTo(200);
      }
    } finally {
      held.release();
    }
  }

  private Socket open(String bytes) throws IOException {
    Socket socket = client.open(bytes);
    sockets.add(socket);
    return socket;
  }

  private String health() {
    return ask("/metrics/health").body();
  }

  private int status(String path) {
    return ask(path).statusCode();
  }

  private HttpResponse<String> ask(String path) {
    try {
      return client.get(path);
    } catch (IOException | InterruptedException failure) {
      throw new AssertionError(failure);
    }
  }
}
