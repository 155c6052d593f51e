package io.hairspring.undertow.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.hairspring.collector.MetricsCollector;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.SameThreadExecutor;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A server that accepts on three threads at once, with 8 places. */
class ConnectionsOfManyThreadsTest {
  private static final int PLACES = 8;
  private static final int RESERVE = 64;
  private static final int CLIENTS = 8;
  private static final int ROUNDS = 200;
  private static final int LONG_MILLIS = 60_000;
  private static final String ASK = "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";

  @Test
  void neverMoreThanTheBoundAreOpenAndEveryOneIsAccountedFor() throws Exception {
    List<Socket> silent = Collections.synchronizedList(new ArrayList<>());
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    try (TestServer server = server()) {
      List<Future<?>> ends = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        ends.add(clients.submit(() -> crowd(server, silent)));
      }
      for (Future<?> end : ends) {
        while (!end.isDone()) {
          assertThat(server.connections.open()).isBetween(0, PLACES);
        }
        end.get();
      }
      assertThat(TestServer.becomes(() -> accountedFor(server) == CLIENTS * ROUNDS)).isTrue();
      assertThat(answer(server)).endsWith("here");
    } finally {
      clients.shutdownNow();
      for (Socket socket : silent) {
        socket.close();
      }
    }
  }

  @Test
  void whereAllAreBusyOnlyTheReserveIsLetInAndToldSo() throws Exception {
    List<HttpServerExchange> held = Collections.synchronizedList(new ArrayList<>());
    AtomicInteger told = new AtomicInteger();
    List<Socket> clients = new ArrayList<>();
    try (TestServer server =
        new TestServer(
            PLACES,
            exchange -> exchange.dispatch(SameThreadExecutor.INSTANCE, () -> held.add(exchange)),
            exchange ->
                exchange.dispatch(SameThreadExecutor.INSTANCE, () -> told.incrementAndGet()),
            TestServer.patience(LONG_MILLIS, LONG_MILLIS))) {
      for (int i = 1; i <= PLACES + RESERVE; i++) {
        clients.add(server.open(ASK));
        int busy = i;
        assertThat(TestServer.becomes(() -> server.connections.busy() == busy)).isTrue();
      }
      clients.add(server.open(""));
      assertThat(TestServer.becomes(() -> server.counts.refused().total() == 1)).isTrue();
      assertThat(held).hasSize(PLACES);
      assertThat(told).hasValue(RESERVE);
      assertThat(server.connections.open()).isEqualTo(PLACES + RESERVE);
    } finally {
      for (Socket client : clients) {
        client.close();
      }
    }
  }

  private static TestServer server() throws IOException {
    return new TestServer(
        PLACES,
        exchange -> exchange.getResponseSender().send("here"),
        exchange -> exchange.setStatusCode(503),
        TestServer.patience(LONG_MILLIS, LONG_MILLIS));
  }

  private static Void crowd(TestServer server, List<Socket> silent) throws IOException {
    for (int i = 0; i < ROUNDS; i++) {
      silent.add(server.open(""));
    }
    return null;
  }

  private static long accountedFor(TestServer server) {
    return server.counts.evicted().total() + server.connections.open();
  }

  private static String answer(TestServer server) throws IOException {
    try (Socket client = server.open(ASK)) {
      return new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void aBoundThatCannotBeIsRefused() {
    ConnectionMetrics counts = ConnectionMetrics.register(MetricsCollector.create(), "test_");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Connections(0, counts, () -> false))
        .withMessage("most must be at least 1, was 0");
  }
}
