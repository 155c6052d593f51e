package io.hairspring.stress;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.CollectorConfig;
import io.hairspring.collector.MetricsCollector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/**
 * Threads of all kinds come and go, more of them than there are stripes, while one reader scrapes
 * and another closes epochs; then all epochs together hold what was recorded, to the last count.
 */
class ConservationTest {
  private static final long SECONDS = Long.getLong("conservation.seconds", 20);
  private static final int STRIPES = 4; // few, so that leases are handed over and stripes shared

  private final MetricsCollector metrics =
      MetricsCollector.create(CollectorConfig.defaults().withMaxStripes(STRIPES));
  private final Traffic traffic = new Traffic(metrics);
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private final long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);

  @Test
  void allEpochsTogetherHoldWhatWasRecorded() {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      threads.add(untilEnd(() -> traffic.write(1_000)));
    }
    threads.add(
        untilEnd(
            () ->
                ThreadKinds.startAndJoin(8, ThreadKinds::startPlatform, () -> traffic.write(100))));
    threads.add(
        untilEnd(
            () ->
                ThreadKinds.startAndJoin(64, ThreadKinds::startVirtual, () -> traffic.write(50))));
    threads.add(untilEnd(() -> Totals.of(metrics)));
    Totals epochs = Totals.none();
    threads.add(untilEnd(() -> epochs.add(Totals.ofClosedEpoch(metrics))));
    threads.forEach(ThreadKinds::join);
    epochs.add(Totals.of(metrics));

    assertThat(failure.get()).isNull();
    assertThat(traffic.requests()).isPositive();
    assertThat(epochs.counted()).isEqualTo(traffic.requests());
    assertThat(epochs.observed()).isEqualTo(traffic.requests());
    assertThat(epochs.latencies()).isEqualTo(traffic.requests());
    assertThat(epochs.latencySumNanos()).isEqualTo(traffic.sumNanos());
    assertThat(epochs.latencyBuckets()).isEqualTo(traffic.buckets());
    assertThat(epochs.gauges()).isZero();
    assertThat(traffic.recorded()).isEqualTo(traffic.written());
  }

  private Thread untilEnd(Runnable work) {
    return ThreadKinds.startPlatform(
        () -> {
          try {
            while (System.nanoTime() < end && failure.get() == null) {
              work.run();
            }
          } catch (Throwable thrown) {
            failure.compareAndSet(null, thrown);
          }
        });
  }
}
