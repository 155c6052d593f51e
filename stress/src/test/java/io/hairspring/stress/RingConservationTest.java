package io.hairspring.stress;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.CollectorConfig;
import io.hairspring.collector.Counter;
import io.hairspring.collector.EventRing;
import io.hairspring.collector.EventSettings;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.OverflowPolicy;
import io.hairspring.testing.Scale;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Rings are closed and started again under load, while readers scrape and reset: every event that
 * was published is applied, inlined or dropped, and those that were not dropped are in one epoch.
 */
class RingConservationTest {
  private static final int ROUNDS = Scale.of(60, 15);
  private static final int PRODUCERS = 3;
  private static final int EVENTS = 20_000;
  private static final List<OverflowPolicy> POLICIES =
      List.of(
          OverflowPolicy.recordInline(),
          OverflowPolicy.drop(),
          OverflowPolicy.waitAtMost(Duration.ofMillis(1)));

  private final MetricsCollector metrics =
      MetricsCollector.create(CollectorConfig.defaults().withMaxCollectionsPerSecond(0));
  private final Counter handled = metrics.counter("handled_total", "Handled.").register();
  private final Totals epochs = Totals.none();

  @Test
  void everyEventIsAppliedInlinedOrDroppedOverCloseAndRestart() throws InterruptedException {
    AtomicBoolean running = new AtomicBoolean(true);
    Thread reader = new Thread(() -> read(running));
    reader.start();
    for (int round = 0; round < ROUNDS; round++) {
      publishAndClose(POLICIES.get(round % POLICIES.size()));
    }
    running.set(false);
    reader.join();
    epochs.add(Totals.ofClosedEpoch(metrics));
    assertThat(epochs.counted() + epochs.droppedEvents())
        .isEqualTo((long) ROUNDS * PRODUCERS * EVENTS);
    assertThat(epochs.counted()).isEqualTo(handled.total());
  }

  /** Closes the ring in the middle of what the producers publish. */
  private void publishAndClose(OverflowPolicy policy) throws InterruptedException {
    EventRing<long[]> ring =
        metrics.eventRing(
            EventSettings.defaults().withCapacity(4096).withOverflow(policy),
            () -> new long[1],
            (from, to) -> to[0] = from[0],
            event -> handled.inc());
    List<Thread> producers =
        IntStream.range(0, PRODUCERS).mapToObj(i -> new Thread(() -> publish(ring))).toList();
    producers.forEach(Thread::start);
    producers.get(0).join();
    ring.close();
    for (Thread producer : producers) {
      producer.join();
    }
  }

  private static void publish(EventRing<long[]> ring) {
    long[] event = new long[1];
    for (int i = 0; i < EVENTS; i++) {
      ring.publish(event);
    }
  }

  private void read(AtomicBoolean running) {
    while (running.get()) {
      Totals.of(metrics);
      epochs.add(Totals.ofClosedEpoch(metrics));
    }
  }
}
