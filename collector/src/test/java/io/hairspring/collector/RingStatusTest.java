package io.hairspring.collector;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.testing.Until;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the collector says of a ring whose consumer the test stops, and of one that is closed. */
class RingStatusTest {
  private final MetricsCollector metrics = MetricsCollector.create();
  private final CountDownLatch released = new CountDownLatch(1);
  private final EventRing<long[]> ring =
      metrics.eventRing(
          EventSettings.defaults().withStallLimit(Duration.ofMillis(1)),
          () -> new long[1],
          (from, to) -> {},
          event -> awaitRelease());

  @AfterEach
  void close() {
    released.countDown();
    ring.close();
  }

  @Test
  void aRingIsListedUntilItIsClosed() {
    assertThat(metrics.rings()).extracting(RingStatus::name).containsExactly("requests");
    ring.close();
    assertThat(metrics.rings()).isEmpty();
  }

  @Test
  void aBatchThatTakesTooLongShowsAtTheFirstLook() {
    ring.publish(new long[1]);
    Until.isTrue("a millisecond, the settings' limit, is over", () -> lagSeconds() > 0.001);
    assertThat(metrics.rings()).extracting(RingStatus::moving).containsExactly(false);
  }

  @Test
  void theLagGrowsWhileABatchGoesOn() {
    ring.publish(new long[1]);
    Until.isTrue("begun", () -> lagSeconds() > 0);
    double lag = lagSeconds();
    assertThat(lagSeconds()).isGreaterThan(lag);
  }

  private double lagSeconds() {
    return Seen.of(metrics).get("hairspring_events_lag_seconds{ring=\"requests\"}").doubleValue();
  }

  private void awaitRelease() {
    try {
      released.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
