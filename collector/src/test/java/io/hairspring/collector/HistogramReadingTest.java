package io.hairspring.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hairspring.collector.view.LatencyView;
import io.hairspring.testing.TestThreads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A recorder that is read as a histogram and no more, which reads cells only when they changed. */
class HistogramReadingTest {
  private static final String NAME = "call_seconds";
  private static final long HIGHEST_NANOS = Duration.ofSeconds(1).toNanos();
  private static final CollectorConfig UNBOUNDED =
      CollectorConfig.defaults().withMaxCollectionsPerSecond(0);

  @ParameterizedTest
  @ValueSource(ints = {0, 4})
  void showsWhatTheWholeViewShows(int maxStripes) {
    MetricsCollector metrics = MetricsCollector.create(UNBOUNDED.withMaxStripes(maxStripes));
    LatencyRecorder latency = latency(metrics);
    for (int epoch = 0; epoch < 3; epoch++) {
      assertBothShowTheSame(metrics);
      for (long nanos = 0; nanos <= 2 * HIGHEST_NANOS; nanos = nanos * 9 / 8 + 1 + epoch) {
        latency.record(nanos);
        assertBothShowTheSame(metrics);
      }
      LongStream.range(100, 200).forEach(latency::record); // around a bound on a cell's edge
      TestThreads.times(100, () -> latency.record(100_000_500));
      latency.record(2);
      assertBothShowTheSame(metrics);
      Seen.reset(metrics);
    }
    assertBothShowTheSame(metrics);
  }

  @Test
  void oneLatencyBetweenTwoLooksIsInItsBucketWhoeverRecordedIt() throws Exception {
    MetricsCollector metrics = MetricsCollector.create(UNBOUNDED);
    LatencyRecorder latency = latency(metrics);
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      for (int epoch = 0; epoch < 2; epoch++) {
        for (long nanos = 300; nanos <= 2 * HIGHEST_NANOS; nanos = nanos * 9 / 8) {
          long next = nanos;
          latency.record(next);
          assertBothShowTheSame(metrics);
          other.submit(() -> latency.record(next + 1)).get();
          assertBothShowTheSame(metrics);
        }
        for (long nanos : new long[] {1_000_000, 100_000_000, 100_000_001, 100_000_400}) {
          latency.record(nanos); // on a bound, or right above
          assertBothShowTheSame(metrics);
        }
        Seen.reset(metrics);
      }
      latency.record(0); // of which no sum tells
      latency.record(500);
      assertBothShowTheSame(metrics);
      latency.record(0);
      assertBothShowTheSame(metrics);
    } finally {
      other.shutdownNow();
    }
  }

  @Test
  void everyRecordingShowsAtTheNextLook() {
    MetricsCollector metrics = MetricsCollector.create();
    LatencyRecorder latency = latency(metrics);
    long expected = 0;
    for (long nanos : new long[] {0, 0, -1, 1, 100_000_000, HIGHEST_NANOS, HIGHEST_NANOS + 1}) {
      latency.record(nanos);
      expected++;
      assertThat(shapes(metrics)).endsWith("count " + expected);
      assertThat(shapes(metrics)).endsWith("count " + expected);
    }
    Seen.reset(metrics, NAME);
    assertThat(shapes(metrics)).endsWith("count 0");
    latency.record(0);
    assertThat(shapes(metrics)).endsWith("count 1");
  }

  @Test
  void refusesToTellWhatAHistogramDoesNotShow() {
    MetricsCollector metrics = MetricsCollector.create();
    latency(metrics).record(1);
    LatencyReading.ofShapes(
        metrics,
        NAME,
        view -> {
          assertThatThrownBy(() -> view.quantileNanos(0.5))
              .isInstanceOf(IllegalStateException.class)
              .hasMessageContaining("reads shapes only");
          assertThatThrownBy(view::window).isInstanceOf(IllegalStateException.class);
        });
  }

  /** Two bounds in one cell, one on a cell's edge, one above the highest latency. */
  private static LatencyRecorder latency(MetricsCollector metrics) {
    return metrics
        .latency(NAME, "Calls.")
        .buckets(0.000_000_128, 0.001, 0.1, 0.100_000_4, 2)
        .highestTrackable(Duration.ofNanos(HIGHEST_NANOS))
        .register();
  }

  private static void assertBothShowTheSame(MetricsCollector metrics) {
    List<String> whole = new ArrayList<>();
    LatencyReading.of(metrics, NAME, view -> whole.add(text(view)));
    assertThat(shapes(metrics)).isEqualTo(whole.get(0));
    assertThat(shapes(metrics)).isEqualTo(whole.get(0));
  }

  private static String shapes(MetricsCollector metrics) {
    List<String> shapes = new ArrayList<>();
    LatencyReading.ofShapes(metrics, NAME, view -> shapes.add(text(view)));
    return shapes.get(0);
  }

  private static String text(LatencyView view) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < view.bounds(); i++) {
      text.append(view.bound(i)).append(": ").append(view.cumulativeCount(i)).append(", ");
    }
    text.append("sum ").append(view.sumNanos()).append(' ').append(view.sum());
    return text.append(" mean ")
        .append(view.meanNanos())
        .append(" count ")
        .append(view.count())
        .toString();
  }
}
