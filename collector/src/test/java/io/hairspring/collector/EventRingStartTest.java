package io.hairspring.collector;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.testing.Until;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A ring that somebody starts in the middle of a collection. */
class EventRingStartTest {
  private final MetricsCollector metrics = MetricsCollector.create();
  private final Counter first = metrics.counter("a_total", "Moved by each event.").register();
  private final Counter last = metrics.counter("z_total", "Moved by each event.").register();
  private final AtomicReference<EventRing<long[]>> ring = new AtomicReference<>();
  private final Thread starter = new Thread(this::startAndPublish);

  @AfterEach
  void close() throws InterruptedException {
    starter.join();
    ring.get().close();
  }

  @Test
  @Timeout(60)
  void aCollectionDoesNotSeePartOfAnEventOfARingThatIsStartedMeanwhile() {
    Seen seen = collectionUntil(this::waitsOrIsThrough);
    assertThat(seen.count("z_total") == seen.count("a_total") || unaligned() > 0).isTrue();
  }

  @Test
  @Timeout(60)
  void aCollectionThatHoldsUpTheStartOfARingForTooLongIsCountedAndTheRingIsShownAllTheSame() {
    assertThat(collectionUntil(() -> !starter.isAlive()).count("z_total")).isEqualTo(1);
    assertThat(unaligned()).isEqualTo(1);
    assertThat(metrics.rings()).hasSize(1);
  }

  /** Collects; between the two counters it has the ring started and waits for {@code state}. */
  private Seen collectionUntil(BooleanSupplier state) {
    metrics
        .gauge("between", "Comes between the two.")
        .register(
            () -> {
              if (starter.getState() == Thread.State.NEW) {
                starter.start();
                Until.isTrue("so far", state);
              }
              return 0;
            });
    return Seen.of(metrics);
  }

  private long unaligned() {
    return Seen.of(metrics).count("hairspring_scrapes_inconsistent_total");
  }

  private boolean waitsOrIsThrough() {
    return !starter.isAlive()
        || (ring.get() == null && starter.getState() == Thread.State.TIMED_WAITING);
  }

  private void startAndPublish() {
    ring.set(
        metrics.eventRing(
            EventSettings.defaults(),
            () -> new long[1],
            (from, to) -> {},
            event -> {
              first.inc();
              last.inc();
            }));
    ring.get().publish(new long[1]);
    ring.get().flush(Duration.ofSeconds(30));
  }
}
