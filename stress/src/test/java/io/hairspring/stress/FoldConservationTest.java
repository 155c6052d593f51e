package io.hairspring.stress;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.CollectorConfig;
import io.hairspring.collector.Family;
import io.hairspring.collector.LatencyRecorder;
import io.hairspring.collector.MetricsCollector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Threads of all kinds come and go, get cells of their own and give them back, for cold and for
 * want of room, on a clock that runs a thousand times too fast, while readers scrape and others
 * close epochs; then all epochs together hold what was recorded, to the last count.
 */
class FoldConservationTest {
  private static final long SECONDS = Long.getLong("fold.seconds", 4);
  private static final int STRIPES = 4;
  private static final int SERIES = 12;
  private static final int HOT_MILLIS = 100;
  private static final long LONGEST_NANOS = 1_000_000;
  private static final int FASTER = 1_000;
  private static final long ORIGIN_NANOS = System.nanoTime();
  private static final long ROOM_BYTES = 30_000; // for some of the pairs

  private final MetricsCollector metrics =
      MetricsCollector.create(
          CollectorConfig.defaults()
              .withMaxStripes(STRIPES)
              .withOwnCellsAfter(20)
              .withLatencyMemory(ROOM_BYTES)
              .withClockThread(false)
              .withTicker(() -> (System.nanoTime() - ORIGIN_NANOS) * FASTER)
              .withMaxCollectionsPerSecond(0));
  private final Family<LatencyRecorder> recorders =
      metrics.latency("duration_seconds", "Time.").buckets(0.000_1).family("series");
  private final AtomicLong recorded = new AtomicLong();
  private final AtomicLong recordedNanos = new AtomicLong();
  private final WorkUntil work = new WorkUntil(Duration.ofSeconds(SECONDS));

  @Test
  void allEpochsTogetherHoldWhatWasRecorded() {
    List<Thread> threads = new ArrayList<>();
    IntStream.range(0, 3).forEach(i -> threads.add(work.start(() -> write(2_000))));
    threads.add(
        work.start(
            () -> ThreadKinds.startAndJoin(6, ThreadKinds::startPlatform, () -> write(300))));
    threads.add(
        work.start(
            () -> ThreadKinds.startAndJoin(32, ThreadKinds::startVirtual, () -> write(100))));
    threads.add(work.start(() -> Totals.ofShapes(metrics)));
    threads.add(work.start(metrics::tick));
    threads.add(work.start(this::seriesNeverGoBack));
    Totals epochs = Totals.none();
    threads.add(work.start(() -> epochs.add(Totals.ofClosedEpoch(metrics))));
    threads.forEach(ThreadKinds::join);
    epochs.add(Totals.ofClosedEpoch(metrics));

    work.assertNoneFailed();
    assertThat(epochs.latencies()).isEqualTo(recorded.get());
    assertThat(epochs.latencySumNanos()).isEqualTo(recordedNanos.get());
    assertThat(IntStream.range(0, SERIES).mapToLong(i -> recorder(i).count()).sum())
        .isEqualTo(recorded.get());
    assertThat(epochs.foldedCells()).isGreaterThan(5);
    assertThat(epochs.refusedCells()).isPositive();
    metrics.close();
  }

  /** Records in one series after the other, so that each is hot for a while and then cold. */
  private void write(int times) {
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - ORIGIN_NANOS);
    LatencyRecorder recorder = recorder((int) (millis / HOT_MILLIS % SERIES));
    long sum = 0;
    for (int i = 0; i < times; i++) {
      long nanos = i * 997L % LONGEST_NANOS; // 0 among them
      sum += nanos;
      recorder.record(nanos);
    }
    recorded.getAndAdd(times);
    recordedNanos.getAndAdd(sum);
  }

  private LatencyRecorder recorder(int series) {
    return recorders.with("" + series);
  }

  private void seriesNeverGoBack() {
    for (int series = 0; series < SERIES; series++) {
      long before = recorder(series).count();
      assertThat(recorder(series).count()).isGreaterThanOrEqualTo(before);
    }
  }
}
