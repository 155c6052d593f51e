package io.hairspring.undertow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.hairspring.collector.MetricsCollector;
import io.hairspring.testing.Until;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real sockets against a server that has 8 places for connections, and 64 in reserve. */
class ConnectionsAreBoundedTest {
  private static final int PLACES = 8;
  private static final int RESERVE = 64;
  private static final String SCRAPE = "GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n";
  private static final String READY = "GET /ready HTTP/1.1\r\nHost: x\r\n\r\n";

  private final MetricsCollector metrics = MetricsCollector.create();
  private final List<Socket> sockets = new ArrayList<>();
  private final MetricsServer server =
      MetricsServer.builder(metrics).port(0).maxConnections(PLACES).start();
  private final HeldScrapes held = new HeldScrapes(metrics);

  @AfterEach
  void stop() throws IOException {
    held.release();
    for (Socket socket : sockets) {
      socket.close();
    }
    Until.isTrue("no connection is left", () -> server.connections().open() == 0);
    assertThat(metrics.scrapeMetrics().connections().value()).isZero();
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "GET /metrics HTTP/1.1\r\nX-Slow: ", READY})
  void aNewcomerEvictsTheOneThatHasBeenQuietForLongest(String said) throws Exception {
    for (int i = 0; i < PLACES; i++) {
      Socket quiet = open(said);
      if (said.equals(READY)) {
        assertThat(firstLine(quiet)).isEqualTo("HTTP/1.1 200 OK");
      }
    }
    Until.isTrue("all are open", () -> server.connections().open() == PLACES);
    Until.isTrue("and quiet", () -> server.connections().busy() == 0);
    for (int i = 0; i < PLACES; i++) {
      assertThat(firstLine(open(READY))).isEqualTo("HTTP/1.1 200 OK");
      assertThat(isAtItsEnd(sockets.get(i))).isTrue();
    }
    assertThat(metrics.scrapeMetrics().connectionsEvicted().total()).isEqualTo(PLACES);
    assertThat(metrics.scrapeMetrics().connectionsRefused().total()).isZero();
  }

  @Test
  void whileAllAreBusyOnlyLivenessAndReadinessAreAnswered() throws Exception {
    takeAllPlaces();
    for (int i = 0; i < 2 * RESERVE; i++) {
      assertThat(firstLine(open(READY))).isEqualTo("HTTP/1.1 200 OK");
    }
    assertThat(firstLine(open(READY.replace("ready", "live")))).isEqualTo("HTTP/1.1 200 OK");
    assertThat(new Client(server.port()).raw(SCRAPE))
        .startsWith("HTTP/1.1 503")
        .contains("Retry-After: 1", "Connection: close");
    assertThat(server.connections().open()).isBetween(PLACES, PLACES + RESERVE);
    held.release();
    for (Socket busy : sockets.subList(0, PLACES)) {
      assertThat(firstLine(busy)).isEqualTo("HTTP/1.1 200 OK");
    }
    assertThat(firstLine(open(SCRAPE))).isEqualTo("HTTP/1.1 200 OK");
  }

  private void takeAllPlaces() throws IOException {
    for (int i = 0; i < PLACES; i++) {
      open(SCRAPE);
    }
    Until.isTrue("all are busy", () -> server.connections().busy() == PLACES);
  }

  @Test
  void whoDoesNotReadGivesWayToANewcomer() throws Exception {
    held.release();
    LargeScrapes.of(metrics);
    takeAllPlaces();
    AtomicBoolean served = new AtomicBoolean(); // once is enough: he may make way for the next
    Until.isTrue(
        "a newcomer is served",
        () -> served.get() || served.getAndSet(narrowScrape().contains("200 OK")));
    assertThat(metrics.scrapeMetrics().ended().with("slow_client").total()).isPositive();
  }

  private String narrowScrape() {
    try {
      return new Client(server.port())
          .raw(
              SCRAPE
                  .replace("/metrics", "/metrics?name[]=none")
                  .replace("x\r\n", "x\r\nConnection: close\r\n"));
    } catch (IOException broken) {
      throw new AssertionError(broken);
    }
  }

  @Test
  void aServerThatClosesLeavesNoneOpen() throws Exception {
    open("");
    assertThat(firstLine(open(READY))).isEqualTo("HTTP/1.1 200 OK");
    Until.isTrue("both are open", () -> server.connections().open() == 2);
    server.close();
    Until.isTrue("gone", () -> metrics.scrapeMetrics().connections().value() == 0);
    for (Socket socket : sockets) {
      assertThat(isAtItsEnd(socket)).isTrue();
    }
  }

  @Test
  void aNumberThatCannotBeIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MetricsServer.builder(metrics).maxConnections(0))
        .withMessage("maxConnections must be 1 to 100000, was 0");
  }

  private Socket open(String bytes) throws IOException {
    Socket socket = new Client(server.port()).open(bytes);
    sockets.add(socket);
    return socket;
  }

  private static String firstLine(Socket socket) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = socket.getInputStream().read();
        c >= 0 && c != '\r';
        c = socket.getInputStream().read()) {
      line.append((char) c);
    }
    return line.toString();
  }

  /** Reads to the end; waits for it. */
  private static boolean isAtItsEnd(Socket socket) {
    try {
      socket.getInputStream().readAllBytes();
      return true;
    } catch (SocketTimeoutException open) {
      return false;
    } catch (IOException reset) {
      return true;
    }
  }
}
