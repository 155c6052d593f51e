package io.hairspring.undertow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.hairspring.collector.EventRing;
import io.hairspring.collector.EventSettings;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.testing.Until;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What {@code /metrics/health} tells of event rings. */
class RingsInHealthTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final MetricsCollector metrics = MetricsCollector.create();
  private final MetricsServer server = MetricsServer.builder(metrics).port(0).start();
  private EventRing<long[]> ring;

  @AfterEach
  void stop() {
    if (ring != null) {
      ring.close();
    }
    server.close();
  }

  @Test
  void aRingThatDoesWellHasNoFailures() {
    start(event -> {});
    ring.publish(new long[1]);
    assertThat(ring.flush(LIMIT)).isTrue();
    JsonNode health = health();
    assertThat(health.at("/status").asText()).isEqualTo("healthy");
    assertThat(health.at("/event_rings/0/ring").asText()).isEqualTo("orders");
    assertThat(health.at("/event_rings/0/moving").asBoolean()).isTrue();
    assertThat(health.at("/event_rings/0/failures").isEmpty()).isTrue();
  }

  @Test
  void whatHandlersThrewIsCountedByTypeAndItsMessageNotShown() {
    start(RingsInHealthTest::fail);
    for (int i = 0; i < 4; i++) {
      ring.publish(new long[] {i});
    }
    assertThat(ring.flush(LIMIT)).isTrue();
    JsonNode failures = health().at("/event_rings/0/failures");
    assertThat(failures.size()).isEqualTo(2);
    assertThat(failures.at("/0/type").asText()).isEqualTo("java.lang.IllegalStateException");
    assertThat(failures.at("/0/count").asLong()).isEqualTo(1);
    assertThat(failures.at("/1/type").asText()).isEqualTo("java.lang.ArithmeticException");
    assertThat(failures.at("/1/count").asLong()).isEqualTo(3);
    assertThat(Instant.parse(failures.at("/1/last").asText())).isBeforeOrEqualTo(Instant.now());
    assertThat(health().toString()).doesNotContain("secret", "customer");
  }

  private static void fail(long[] event) {
    throw event[0] == 0
        ? new IllegalStateException("no such customer")
        : new ArithmeticException("secret " + event[0]);
  }

  @Test
  void aRingWhoseHandlerHangsDegrades() {
    Semaphore released = new Semaphore(0);
    start(event -> released.acquireUninterruptibly());
    try {
      ring.publish(new long[1]);
      Until.isTrue("degraded", () -> health().at("/status").asText().equals("degraded"));
      Until.isTrue("still", () -> !health().at("/event_rings/0/moving").asBoolean());
    } finally {
      released.release();
    }
    Until.isTrue("healthy again", () -> health().at("/status").asText().equals("healthy"));
  }

  @Test
  void aRingThatIsClosedIsGone() {
    assertThat(health().at("/event_rings").isArray()).isTrue();
    start(event -> {});
    assertThat(health().at("/event_rings").size()).isEqualTo(1);
    ring.close();
    assertThat(health().at("/event_rings").size()).isZero();
  }

  private void start(Consumer<long[]> handler) {
    ring =
        metrics.eventRing(
            EventSettings.defaults().withName("orders").withStallLimit(Duration.ofMillis(50)),
            () -> new long[1],
            (from, to) -> to[0] = from[0],
            handler);
  }

  private JsonNode health() {
    try {
      String body = new Client(server.port()).get("/metrics/health").body();
      return JsonMapper.builder().build().readTree(body);
    } catch (Exception failure) {
      throw new AssertionError(failure);
    }
  }
}
