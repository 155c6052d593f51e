package io.hairspring.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hairspring.collector.view.LatencyView;
import io.hairspring.testing.TestThreads;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where cells, pages, bounds and numbers end. */
class LatencyEdgesTest {
  private static final String NAME = "call_seconds";

  private final MetricsCollector metrics = MetricsCollector.create();
  private final LatencyBuilder builder = metrics.latency(NAME, "Calls.");

  @Test
  void nothingWithinTheRangeIsClamped() {
    LatencyRecorder latency = builder.highestTrackable(Duration.ofSeconds(1)).register();
    latency.record(0);
    latency.record(1_000_000_000);
    Seen seen = Seen.of(metrics);
    assertThat(seen.count("hairspring_recordings_clamped_total{bound=\"lowest\"}")).isZero();
    assertThat(seen.count("hairspring_recordings_clamped_total{bound=\"highest\"}")).isZero();
  }

  @Test
  void recordingsOfSeveralThreadsAddUpWhateverTheirRange() throws InterruptedException {
    LatencyRecorder latency = builder.register();
    for (long nanos : new long[] {3_000_000, 9_000_000_000L, 5}) {
      TestThreads.join(TestThreads.start(1, () -> latency.record(nanos)));
      latency.record(nanos / 2);
    }
    assertThat(latency.count()).isEqualTo(6);
    assertThat(latency.histogram().getTotalCount()).isEqualTo(6);
    assertThat(Seen.of(metrics).count(NAME + "_min")).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(longs = {128, 129, 256, 258, 510, 512, 1_000, 1_020, 1_024})
  void aBoundPartsTheValuesOnItsSides(long boundNanos) {
    LatencyRecorder latency = builder.buckets(boundNanos / 1e9).register();
    latency.record(boundNanos + 1);
    latency.record(boundNanos);
    bothReadings(
        view -> {
          assertThat(view.cumulativeCount(0)).isEqualTo(1);
          assertThat(view.count()).isEqualTo(2);
        });
  }

  @Test
  void boundsOfTheSameNanosecondWithinACellHoldTheSame() {
    LatencyRecorder latency =
        builder.buckets(0.1, 0.100_000_000_1, 0.100_000_000_2, 0.100_000_000_3, 0.2).register();
    latency.record(100_000_000);
    latency.record(100_000_001);
    bothReadings(
        view ->
            assertThat(IntStream.range(0, 5).mapToLong(view::cumulativeCount))
                .containsExactly(1L, 1L, 1L, 1L, 2L));
  }

  @Test
  void aBoundOfCenturiesHoldsEverything() {
    LatencyRecorder latency = builder.buckets(1e-9, 18_446_744_073.709553).register();
    latency.record(5_000); // and the bound, in nanoseconds, is just above 64 bits
    bothReadings(view -> assertThat(view.cumulativeCount(1)).isEqualTo(1));
  }

  @Test
  void quantilesEndAtTheExtremesAndAtTheHighestLatency() {
    LatencyRecorder latency = builder.highestTrackable(Duration.ofNanos(1_000_001)).register();
    latency.record(7);
    latency.record(1_000_001);
    LatencyReading.of(
        metrics,
        NAME,
        view -> {
          assertThat(view.quantileNanos(0)).isEqualTo(7);
          assertThat(view.quantileNanos(0.5)).isEqualTo(7);
          assertThat(view.quantileNanos(1)).isEqualTo(1_000_001);
        });
  }

  @Test
  void aQuantileIsNotPushedOneRankUpByItsProductsLastBit() {
    LatencyRecorder latency = builder.register();
    IntStream.rangeClosed(1, 100).forEach(latency::record);
    LatencyReading.of(
        metrics,
        NAME,
        view ->
            assertThat(IntStream.range(1, 100).mapToDouble(i -> view.quantileNanos(i / 100.0)))
                .containsExactlyElementsOf(
                    IntStream.range(1, 100).mapToObj(i -> (double) i).toList()));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.01, 1.01, Double.NaN})
  void aQuantileThatIsNoneIsRefused(double quantile) {
    builder.register().record(1);
    LatencyReading.of(
        metrics,
        NAME,
        view ->
            assertThatThrownBy(() -> view.quantileNanos(quantile))
                .hasMessage("quantile must be 0 to 1, was " + quantile));
  }

  @Test
  void anEpochWithoutRecordingsHasNoExtremes() {
    builder.register().record(5_000);
    Seen.reset(metrics);
    Seen seen = Seen.of(metrics);
    assertThat(seen.count(NAME + "_min")).isZero();
    assertThat(seen.count(NAME + "_max")).isZero();
  }

  @Test
  void aSumThatWrapsAroundHidesNoRecording() {
    LatencyRecorder latency = builder.highestTrackable(Duration.ofDays(365)).buckets(1).register();
    LatencyReading.ofShapes(metrics, NAME, view -> assertThat(view.count()).isZero());
    TestThreads.times(400, () -> latency.record(Duration.ofDays(365).toNanos()));
    bothReadings(view -> assertThat(view.count()).isEqualTo(400));
  }

  private void bothReadings(Consumer<LatencyView> look) {
    LatencyReading.of(metrics, NAME, look);
    LatencyReading.ofShapes(metrics, NAME, look);
  }
}
