package io.hairspring.collector;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.view.LatencyShape;
import io.hairspring.collector.view.LatencyView;
import io.hairspring.testing.TestThreads;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each answer about a recorder is of one set of recordings, however fast these come. */
class OneAnswerTest {
  private static final String NAME = "call_seconds";
  private static final long SHORT_NANOS = 1_000;
  private static final long LONG_NANOS = 3_000_000;
  private static final double BOUND = 0.001; // between them
  private static final int ANSWERS = 100;

  private final List<String> torn = new ArrayList<>();
  private final List<Thread> writers = new ArrayList<>();
  private volatile boolean stopped;
  private MetricsCollector metrics;
  private LatencyRecorder latency;

  /** Who records, and how fast. */
  private enum Writers {
    ONE_AT_A_STEADY_RATE(1, 5_000, 256, 0),
    ONE_WITHOUT_A_PAUSE(1, 0, 256, 0),
    MORE_THAN_CORES(4, 0, 256, 0),
    OF_SHARED_STRIPES(3, 0, 0, 0),
    OF_BOTH_KINDS(3, 0, 2, 0),
    OF_CELLS_THAT_ALL_SHARE(3, 0, 256, 1_000_000);

    final int threads;
    final long pauseNanos;
    final int maxStripes;
    final int ownCellsAfter;

    Writers(int threads, long pauseNanos, int maxStripes, int ownCellsAfter) {
      this.threads = threads;
      this.pauseNanos = pauseNanos;
      this.maxStripes = maxStripes;
      this.ownCellsAfter = ownCellsAfter;
    }
  }

  @AfterEach
  void stop() throws InterruptedException {
    stopped = true;
    TestThreads.join(writers);
  }

  @ParameterizedTest
  @EnumSource
  void epochsAre(Writers writers) {
    start(writers, LatencyShape.HISTOGRAM);
    for (int i = 0; i < ANSWERS; i++) {
      LatencyReading.ofReset(metrics, NAME, this::check);
    }
    assertWhole(writers.threads);
  }

  @ParameterizedTest
  @EnumSource
  void scrapesOfHistogramsAre(Writers writers) {
    start(writers, LatencyShape.HISTOGRAM);
    for (int i = 0; i < ANSWERS; i++) {
      LatencyReading.ofShapes(metrics, NAME, this::checkBuckets);
    }
    assertWhole(writers.threads);
  }

  @Test
  void scrapesOfSummariesAre() {
    start(Writers.ONE_WITHOUT_A_PAUSE, LatencyShape.SUMMARY);
    for (int i = 0; i < ANSWERS; i++) {
      // of two counts that add up to the sum there is only one pair
      LatencyReading.ofShapes(metrics, NAME, this::checkParity);
    }
    assertWhole(1);
  }

  @Test
  void windowsAndPayloadsAre() {
    start(Writers.ONE_WITHOUT_A_PAUSE, LatencyShape.HISTOGRAM);
    for (int i = 0; i < ANSWERS; i++) {
      LatencyReading.of(metrics, NAME, this::checkWhole);
    }
    assertWhole(1);
  }

  @ParameterizedTest
  @EnumSource(names = {"ONE_WITHOUT_A_PAUSE", "OF_SHARED_STRIPES"})
  void correctedHistogramsAre(Writers writers) {
    start(writers, LatencyShape.HISTOGRAM, () -> latency.recordCorrected(10_000_000, 1_000_000));
    for (int i = 0; i < ANSWERS; i++) {
      check("corrected", latency.correctedHistogram().getTotalCount() % 10, 0, 0);
    }
    assertWhole(writers.threads);
  }

  private void start(Writers kind, LatencyShape shape) {
    start(
        kind,
        shape,
        () -> {
          latency.record(SHORT_NANOS);
          latency.record(LONG_NANOS);
        });
  }

  private void start(Writers kind, LatencyShape shape, Runnable recording) {
    metrics =
        MetricsCollector.create(
            CollectorConfig.defaults()
                .withMaxStripes(kind.maxStripes)
                .withOwnCellsAfter(kind.ownCellsAfter)
                .withLatencyShapes(shape)
                .withMaxCollectionsPerSecond(10_000));
    latency = metrics.latency(NAME, "Calls.").buckets(BOUND).register();
    writers.addAll(TestThreads.start(kind.threads, () -> record(kind.pauseNanos, recording)));
    while (latency.count() < 10_000) {
      Thread.onSpinWait();
    }
  }

  private void record(long pauseNanos, Runnable recording) {
    long next = System.nanoTime();
    while (!stopped) {
      recording.run();
      next += pauseNanos;
      while (pauseNanos > 0 && System.nanoTime() < next) {
        Thread.onSpinWait();
      }
    }
  }

  private void check(LatencyView values) {
    checkBuckets(values);
    long[] cells = new long[1];
    values.forEachCell((from, to, count) -> cells[0] += count);
    check("cells", cells[0], values.count(), 0);
  }

  private void checkBuckets(LatencyView values) {
    long small = values.cumulativeCount(0);
    long large = values.count() - small;
    check("sum", values.sumNanos(), small * SHORT_NANOS + large * LONG_NANOS, 0);
  }

  private void checkParity(LatencyView values) {
    long large = (values.sumNanos() - values.count() * SHORT_NANOS) / (LONG_NANOS - SHORT_NANOS);
    check("sum", values.sumNanos(), large * LONG_NANOS + (values.count() - large) * SHORT_NANOS, 0);
  }

  private void checkWhole(LatencyView values) {
    check(values);
    check("payload", decoded(values.encode()).getTotalCount(), values.count(), 0);
    long count = values.window().count();
    double share = values.window().meanNanos() * count;
    check("window", Math.round(share), values.window().sumNanos(), 1);
    check("window of all", values.window().sumNanos(), values.sumNanos(), 0);
    check("count of all", count, values.count(), 0);
  }

  private static Histogram decoded(byte[] payload) {
    try {
      return Histogram.decodeFromCompressedByteBuffer(ByteBuffer.wrap(payload), 0);
    } catch (DataFormatException e) {
      throw new AssertionError(e);
    }
  }

  private void check(String what, long actual, long expected, long tolerance) {
    if (Math.abs(actual - expected) > tolerance) {
      torn.add(what + " " + actual + " instead of " + expected);
    }
  }

  /** None but where a writer that lost its core halfway was waited for in vain, which is rare. */
  private void assertWhole(int threads) {
    int counted = (int) Seen.of(metrics).count("hairspring_series_torn_total");
    assertThat(torn)
        .as("answers that mix two sets of recordings")
        .hasSizeLessThanOrEqualTo(2 * counted); // what one lacks the next shows
    assertThat(counted).isLessThanOrEqualTo(threads == 1 ? ANSWERS / 5 : 2 * ANSWERS);
  }
}
