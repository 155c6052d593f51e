package io.hairspring.undertow.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.MetricsCollector;
import io.undertow.server.HttpServerExchange;
import org.junit.jupiter.api.Test;

/** How far a client has come, and whether the end of its connection is counted as its slowness. */
class OpenConnectionTest {
  private final ConnectionMetrics counts =
      ConnectionMetrics.register(MetricsCollector.create(), "test_");
  private final OpenConnection connection = new OpenConnection(null, counts, new Place(1), 0);

  @Test
  void aBodyThatArrivesIsNoBeginningOfARequest() {
    connection.read(20);
    connection.asked();
    connection.read(5);
    assertThat(endedSlow("headers")).isZero();
  }

  @Test
  void whatArrivesAfterTheLastAnswerIsNoBeginningOfARequest() {
    connection.read(20);
    connection.asked();
    connection.answered(new HttpServerExchange(null).setPersistent(false));
    connection.read(5);
    assertThat(endedSlow("headers")).isZero();
  }

  @Test
  void whoIsAnsweredForTheLastTimeIsNotIdle() {
    connection.asked();
    connection.answered(new HttpServerExchange(null).setPersistent(false));
    assertThat(endedSlow("idle")).isZero();
  }

  private long endedSlow(String reason) {
    connection.ended();
    return counts.timedOut().with(reason).total();
  }
}
