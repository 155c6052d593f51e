package io.hairspring.stress;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.CollectorConfig;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.WindowSettings;
import io.hairspring.testing.Scale;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Threads of all kinds come and go, more of them than there are stripes, while readers scrape and
 * others close epochs of everything, of families and of one series, and the clock moves windows and
 * hides what is idle; then all epochs together hold what was recorded, to the last count.
 */
class ConservationTest {
  private static final long SECONDS = Long.getLong("conservation.seconds", Scale.of(20, 5));
  private static final int STRIPES = 4; // few, so that leases are handed over and stripes shared

  private final MetricsCollector metrics =
      MetricsCollector.create(
          CollectorConfig.defaults()
              .withMaxStripes(STRIPES)
              .withOwnCellsAfter(50)
              .withMaxCollectionsPerSecond(0) // as many as can be
              .withWindows(new WindowSettings(Duration.ofSeconds(1), 10))
              .withIdleLimit(Duration.ofSeconds(1)));
  private final Traffic traffic = new Traffic(metrics);
  private final WorkUntil work = new WorkUntil(Duration.ofSeconds(SECONDS));

  @Test
  void allEpochsTogetherHoldWhatWasRecorded() {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      threads.add(work.start(() -> traffic.write(1_000)));
    }
    threads.add(
        work.start(
            () ->
                ThreadKinds.startAndJoin(8, ThreadKinds::startPlatform, () -> traffic.write(100))));
    threads.add(
        work.start(
            () ->
                ThreadKinds.startAndJoin(64, ThreadKinds::startVirtual, () -> traffic.write(50))));
    threads.add(work.start(() -> Totals.of(metrics)));
    threads.add(work.start(() -> Totals.ofShapes(metrics)));
    threads.add(work.start(() -> WindowsInOrder.check(metrics)));
    Totals epochs = Totals.none();
    Totals families = Totals.none();
    Totals series = Totals.none();
    threads.add(work.start(() -> epochs.add(Totals.ofClosedEpoch(metrics))));
    threads.add(
        work.start(
            () -> {
              families.add(Totals.ofClosedFamily(metrics, "requests_total"));
              families.add(Totals.ofClosedFamily(metrics, "duration_seconds"));
            }));
    threads.add(
        work.start(() -> series.add(Totals.ofClosedSeries(metrics, "requests_total", "/3"))));
    threads.forEach(ThreadKinds::join);
    epochs.add(families);
    epochs.add(series);
    epochs.add(Totals.ofClosedEpoch(metrics)); // shows idle series too

    work.assertNoneFailed();
    assertThat(traffic.requests()).isPositive();
    assertThat(epochs.counted()).isEqualTo(traffic.requests());
    assertThat(epochs.observed()).isEqualTo(traffic.requests());
    assertThat(epochs.latencies()).isEqualTo(traffic.requests());
    assertThat(epochs.latencySumNanos()).isEqualTo(traffic.sumNanos());
    assertThat(epochs.latencyBuckets()).isEqualTo(traffic.buckets());
    assertThat(epochs.gauges()).isZero();
    assertThat(traffic.recorded()).isEqualTo(traffic.written());
    metrics.close();
  }
}
