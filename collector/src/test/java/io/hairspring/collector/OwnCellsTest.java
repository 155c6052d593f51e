package io.hairspring.collector;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.testing.TestThreads;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing changes but memory and speed when a thread gets cells of its own in a series. */
class OwnCellsTest {
  private static final long HIGHEST_NANOS = 3_600_000_000_000L;
  private static final long[] NANOS = {0, 1, 900, 1_000_000, 1_000_001, 70_000_000, HIGHEST_NANOS};

  private static final long BOUND_NANOS = 1_000_000;

  private final Histogram expected = new Histogram(1, HIGHEST_NANOS, 2);
  private long inBucket;
  private long sumNanos;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 10, 500, 1_000_000})
  void aLoneWriterIsCountedThroughout(int ownCellsAfter) {
    MetricsCollector metrics = metrics(ownCellsAfter);
    LatencyRecorder latency = latency(metrics);
    for (int i = 0; i < 2_000; i++) {
      record(latency, NANOS[i % NANOS.length]);
      assertCounted(metrics, latency, i % 40 == 0);
    }
    assertThat(latency.histogram()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 10, 1_000_000})
  void writersInTurnAreCountedThroughout(int ownCellsAfter) throws Exception {
    MetricsCollector metrics = metrics(ownCellsAfter);
    LatencyRecorder latency = latency(metrics);
    for (int thread = 0; thread < 5; thread++) {
      TestThreads.join(
          TestThreads.start(
              1, () -> IntStream.range(0, 100).forEach(i -> record(latency, NANOS[i % 7]))));
      assertCounted(metrics, latency, true);
    }
    assertThat(latency.histogram()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "10, 1", "1000000, 0"})
  void howOftenCellsWereGivenIsCounted(int ownCellsAfter, int times) {
    MetricsCollector metrics = metrics(ownCellsAfter);
    LatencyRecorder latency = latency(metrics);
    TestThreads.times(1_000, () -> latency.record(1));
    assertThat(Seen.of(metrics).count("hairspring_latency_own_cells_total")).isEqualTo(times);
  }

  @Test
  void whatCallersMissedStaysWithTheirSeries() {
    LatencyRecorder latency = latency(metrics(10));
    Histogram corrected = new Histogram(1, HIGHEST_NANOS, 2);
    for (int i = 0; i < 200; i++) {
      latency.recordCorrected(10_000_000, 1_000_000);
      corrected.recordValueWithExpectedInterval(10_000_000, 1_000_000);
    }
    assertThat(latency.correctedHistogram()).isEqualTo(corrected);
  }

  @Test
  void epochsTogetherHoldAllThatThreadsRecordWhileTheyGetCells() throws Exception {
    MetricsCollector metrics = metrics(4);
    Family<LatencyRecorder> latencies = metrics.latency("call_seconds", "Calls.").family("series");
    int perThread = 20_000;
    long[] closed = new long[2];
    List<Thread> threads =
        new ArrayList<>(
            TestThreads.start(
                6,
                () ->
                    IntStream.range(0, perThread)
                        .forEach(i -> latencies.with("" + i % 250).record(i % 1_000 + 1))));
    while (threads.stream().anyMatch(Thread::isAlive)) {
      close(metrics, closed);
    }
    TestThreads.join(threads);
    close(metrics, closed);
    assertThat(closed[0]).isEqualTo(6L * perThread);
    assertThat(closed[1]).isEqualTo(6L * perThread / 1_000 * 500_500);
  }

  private static void close(MetricsCollector metrics, long[] closed) {
    LatencyReading.ofReset(
        metrics,
        "call_seconds",
        view -> {
          closed[0] += view.count();
          closed[1] += view.sumNanos();
        });
  }

  private static MetricsCollector metrics(int ownCellsAfter) {
    return MetricsCollector.create(
        CollectorConfig.defaults().withOwnCellsAfter(ownCellsAfter).withMaxCollectionsPerSecond(0));
  }

  private static LatencyRecorder latency(MetricsCollector metrics) {
    return metrics.latency("call_seconds", "Calls.").buckets(0.000_001, 0.001).register();
  }

  private void record(LatencyRecorder latency, long nanos) {
    latency.record(nanos);
    expected.recordValue(nanos);
    inBucket += nanos <= BOUND_NANOS ? 1 : 0;
    sumNanos += nanos;
  }

  private void assertCounted(MetricsCollector metrics, LatencyRecorder latency, boolean all) {
    LatencyReading.ofShapes(
        metrics,
        "call_seconds",
        view -> {
          assertThat(view.count()).isEqualTo(expected.getTotalCount());
          assertThat(view.cumulativeCount(1)).isEqualTo(inBucket);
          assertThat(view.sumNanos()).isEqualTo(sumNanos);
        });
    if (all) {
      assertThat(latency.histogram()).isEqualTo(expected);
    }
  }
}
