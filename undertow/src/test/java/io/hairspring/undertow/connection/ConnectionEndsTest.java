package io.hairspring.undertow.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.Counter;
import io.undertow.util.Headers;
import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Real clients of a server that waits a moment, and how the end of each is counted. */
class ConnectionEndsTest {
  private static final int MOMENT_MILLIS = 100;
  private static final int LONG_MILLIS = 60_000;
  private static final String ASK = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
  private static final List<String> REASONS = List.of("headers", "silent", "idle");

  private TestServer server;

  private void start(int headerMillis, int idleMillis) throws IOException {
    server =
        new TestServer(
            100,
            exchange -> exchange.getResponseSender().send("here"),
            exchange -> exchange.setStatusCode(503),
            TestServer.patience(headerMillis, idleMillis));
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
    assertThat(server.counts.open().value()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "GET / HTTP/1.1\\nHost: x\\nX-Slow: , headers",
    "G, headers",
    "'', silent",
    "GET / HTTP/1.1\\nHost: x\\n\\n, idle",
    "GET / HTTP/1.1\\nHost: x\\n\\nGET / HT, headers",
    "NO/REQUEST AT ALL\\n\\n, unreadable",
    "GET / HTTP/1.1\\nHost: x\\n\\nNO/REQUEST AT ALL\\n\\n, unreadable",
    "GET / HTTP/1.1\\n\\n, unreadable",
    "GET / HTTP/1.1\\nHost: a b\\n\\n, unreadable",
    "GET / HTTP/1.1\\nHost: x\\n\\nGET / HTTP/1.1\\n\\n, unreadable",
  })
  void aConnectionThatTheServerEndsIsCountedOnceByWhy(String said, String why) throws Exception {
    start(MOMENT_MILLIS, MOMENT_MILLIS);
    try (Socket client = server.open(said.replace("\\n", "\r\n"))) {
      client.getInputStream().readAllBytes(); // to the end, which is the server's
      assertThat(TestServer.becomes(() -> ends().equals(Map.of(why, 1L))))
          .as("%s", ends())
          .isTrue();
    }
  }

  @Test
  void headersThatAreTooLargeAreUnreadable() throws Exception {
    start(LONG_MILLIS, LONG_MILLIS);
    try {
      server.open("GET / HTTP/1.1\r\nHost: x\r\nX: " + "y".repeat(2_000_000)).close();
    } catch (IOException reset) {
      // the server did not read to the end
    }
    assertThat(TestServer.becomes(() -> ends().equals(Map.of("unreadable", 1L)))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"''", "GET / HTTP/1.1\\nHost: x\\nX-Slow: ", "GET / HTTP/1.1\\nHost: x\\n\\n"})
  void aClientThatLeavesIsNoneThatWasEnded(String said) throws Exception {
    start(LONG_MILLIS, LONG_MILLIS);
    server.open(said.replace("\\n", "\r\n")).close();
    server.open(ASK.replace("\r\n\r\n", "\r\n" + Headers.CONNECTION + ": close\r\n\r\n")).close();
    assertThat(TestServer.becomes(() -> server.connections.open() == 0)).isTrue();
    assertThat(ends()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {ASK, ASK + "GET / HT"})
  void aConnectionThatIsResetIsNoneThatWasEnded(String said) throws Exception {
    start(LONG_MILLIS, LONG_MILLIS);
    try (Socket client = server.open(said)) {
      assertThat(client.getInputStream().read()).isEqualTo('H');
      client.setSoLinger(true, 0);
    }
    assertThat(TestServer.becomes(() -> server.connections.open() == 0)).isTrue();
    assertThat(ends()).isEmpty();
  }

  @Test
  void whatAServerClosesAsItStopsIsNotCounted() throws Exception {
    start(LONG_MILLIS, LONG_MILLIS);
    try (Socket slow = server.open("GET / HT")) {
      assertThat(TestServer.becomes(() -> server.connections.open() == 1)).isTrue();
      server.connections.close();
      assertThat(slow.getInputStream().read()).isEqualTo(-1);
    }
    assertThat(ends()).isEmpty();
  }

  /** Returns the counts that are not 0. */
  private Map<String, Long> ends() {
    Map<String, Long> ends = new TreeMap<>();
    REASONS.forEach(reason -> put(ends, reason, server.counts.timedOut().with(reason)));
    put(ends, "unreadable", server.counts.unreadable());
    put(ends, "evicted", server.counts.evicted());
    put(ends, "refused", server.counts.refused());
    return ends;
  }

  private static void put(Map<String, Long> ends, String why, Counter count) {
    if (count.total() > 0) {
      ends.put(why, count.total());
    }
  }
}
