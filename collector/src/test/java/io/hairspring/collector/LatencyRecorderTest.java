package io.hairspring.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hairspring.collector.view.LatencyView;
import io.hairspring.testing.TestThreads;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class LatencyRecorderTest {
  private long nowNanos = 100;
  private final MetricsCollector metrics =
      MetricsCollector.create(CollectorConfig.defaults().withTicker(() -> nowNanos));

  @Test
  void everyValueIsWithinOnePercent() {
    LatencyRecorder latency = metrics.latency("call_seconds", "Calls.").register();
    for (long nanos = 1; nanos < Duration.ofHours(1).toNanos(); nanos = nanos * 3 / 2 + 1) {
      latency.record(nanos);
      assertThat((double) latency.histogram().getMaxValue()).isBetween(nanos * 1.0, nanos * 1.01);
    }
  }

  @Test
  void aLatencyMayBeADurationOrInAnotherUnit() {
    LatencyRecorder latency = metrics.latency("call_seconds", "Calls.").register();
    latency.record(Duration.ofMillis(3));
    latency.record(4, TimeUnit.MILLISECONDS);
    assertThat(latency.total().sumNanos()).isEqualTo(7_000_000);
    latency.record(Duration.ofSeconds(Long.MAX_VALUE)); // clamped, as all that are too long
    latency.record(Long.MAX_VALUE, TimeUnit.DAYS);
    latency.record(Duration.ofMillis(-1));
    assertThat(latency.count()).isEqualTo(5);
    assertThat(Seen.of(metrics).count("hairspring_recordings_clamped_total{bound=\"highest\"}"))
        .isEqualTo(2);
  }

  @Test
  void agreesWithHdrHistogramCellForCell() {
    LatencyRecorder latency =
        metrics.latency("call_seconds", "Calls.").significantDigits(3).register();
    Histogram expected = new Histogram(1, Duration.ofHours(1).toNanos(), 3);
    for (long nanos = 0; nanos < 5_000_000_000L; nanos = nanos * 17 / 16 + 1) {
      latency.record(nanos);
      expected.recordValue(nanos);
    }
    assertThat(latency.histogram()).isEqualTo(expected);
  }

  @Test
  void bucketsAreExactAlthoughTheyFallInsideCells() {
    LatencyRecorder latency =
        metrics.latency("call_seconds", "Calls.").buckets(0.01, 0.0100001).register();
    for (long nanos = 9_999_990; nanos < 10_000_110; nanos++) {
      latency.record(nanos);
    }
    Seen seen = Seen.of(metrics);
    assertThat(seen.count("call_seconds_bucket{le=\"0.01\"}")).isEqualTo(11);
    assertThat(seen.count("call_seconds_bucket{le=\"0.0100001\"}")).isEqualTo(111);
    assertThat(seen.count("call_seconds_count")).isEqualTo(120);
    assertThat(latency.histogram().getTotalCount()).isEqualTo(120);
  }

  @Test
  void boundsOfTheSameNanosecondHoldTheSame() {
    LatencyRecorder latency =
        metrics.latency("call_seconds", "Calls.").buckets(1e-10, 2e-10, 3e-10, 1).register();
    latency.record(0);
    latency.record(1);
    Consumer<LatencyView> look =
        view ->
            assertThat(IntStream.range(0, 4).mapToLong(view::cumulativeCount))
                .containsExactly(1L, 1L, 1L, 2L);
    LatencyReading.of(metrics, "call_seconds", look);
    LatencyReading.ofShapes(metrics, "call_seconds", look);
  }

  @Test
  void aValueOutOfRangeIsClampedAndCounted() {
    LatencyRecorder latency =
        metrics
            .latency("call_seconds", "Calls.")
            .highestTrackable(Duration.ofSeconds(1))
            .register();
    latency.record(-5);
    latency.record(2_000_000_000L);
    latency.record(Long.MAX_VALUE);
    Seen seen = Seen.of(metrics);
    assertThat(seen.count("call_seconds_count")).isEqualTo(3);
    assertThat(seen.count("call_seconds_max")).isEqualTo(1_000_000_000L);
    assertThat(seen.get("call_seconds_sum")).isEqualTo(2.0);
    assertThat(seen.count("hairspring_recordings_clamped_total{bound=\"lowest\"}")).isEqualTo(1);
    assertThat(seen.count("hairspring_recordings_clamped_total{bound=\"highest\"}")).isEqualTo(2);
  }

  @Test
  void aValueJustAboveTheHighestIsClampedAlthoughItsCellIsTheSame() {
    LatencyRecorder latency =
        metrics
            .latency("call_seconds", "Calls.")
            .highestTrackable(Duration.ofNanos(1_000_001))
            .buckets(0.001)
            .register();
    latency.record(1_000_000);
    latency.record(1_000_001);
    latency.record(1_000_002);
    latency.record(1_010_000);
    Seen seen = Seen.of(metrics);
    assertThat(seen.count("call_seconds_bucket{le=\"0.001\"}")).isEqualTo(1);
    assertThat(seen.count("call_seconds_count")).isEqualTo(4);
    assertThat(seen.count("call_seconds_max")).isEqualTo(1_000_001);
    assertThat(seen.get("call_seconds_sum")).isEqualTo(0.004000003);
    assertThat(seen.count("hairspring_recordings_clamped_total{bound=\"highest\"}")).isEqualTo(2);
  }

  @Test
  void startAndStopUseTheTicker() {
    LatencyRecorder latency = metrics.latency("call_seconds", "Calls.").register();
    long start = latency.start();
    nowNanos += 120;
    latency.stop(start);
    assertThat(latency.histogram().getMaxValue()).isEqualTo(120);
  }

  @Test
  void anEmptyRecorderHasNoQuantiles() {
    metrics.latency("call_seconds", "Calls.").register();
    assertThat(Seen.of(metrics).get("call_seconds_p99")).isEqualTo(Double.NaN);
    assertThat(Seen.of(metrics).count("call_seconds_max")).isZero();
  }

  @Test
  void quantilesAreThoseOfTheEpoch() {
    LatencyRecorder latency =
        metrics.latency("call_seconds", "Calls.").buckets(0.000_001).register();
    TestThreads.times(1000, () -> latency.record(200));
    Seen.reset(metrics);
    for (int nanos = 1; nanos <= 100; nanos++) {
      latency.record(nanos);
    }
    Seen seen = Seen.of(metrics);
    assertThat(seen.get("call_seconds_p50")).isEqualTo(50.0);
    assertThat(seen.get("call_seconds_p99")).isEqualTo(99.0);
    assertThat(seen.count("call_seconds_min")).isEqualTo(1);
    assertThat(seen.count("call_seconds_bucket{le=\"1.0E-6\"}")).isEqualTo(100);
    assertThat(latency.count()).isEqualTo(1100);
  }

  @Test
  void theCorrectedViewIsHdrHistogramsAndTheRawOneStays() {
    LatencyRecorder latency = metrics.latency("call_seconds", "Calls.").register();
    Histogram expected = new Histogram(1, Duration.ofHours(1).toNanos(), 2);
    long interval = 1_000_000;
    for (long nanos : new long[] {500_000, 1_000_000, 2_000_000, 2_500_000, 1_234_567_890}) {
      latency.recordCorrected(nanos, interval);
      expected.recordValueWithExpectedInterval(nanos, interval);
    }
    assertThat(latency.correctedHistogram()).isEqualTo(expected);
    assertThat(latency.count()).isEqualTo(5);
    assertThat(Seen.of(metrics).count("call_seconds_count")).isEqualTo(5);
  }

  @Test
  void correctingAStallOutOfRangeEndsAtTheHighest() {
    Duration highest = Duration.ofSeconds(1);
    LatencyRecorder latency =
        metrics.latency("call_seconds", "Calls.").highestTrackable(highest).register();
    Histogram expected = new Histogram(1, highest.toNanos(), 2);
    for (long nanos : new long[] {1_000_000_001, 7_200_000_000_000L, Long.MAX_VALUE}) {
      latency.recordCorrected(nanos, 10_000_000);
      expected.recordValueWithExpectedInterval(highest.toNanos(), 10_000_000);
    }
    latency.recordCorrected(Long.MIN_VALUE, 1);
    expected.recordValue(0);
    assertThat(latency.correctedHistogram()).isEqualTo(expected);
    assertThat(latency.count()).isEqualTo(4);
  }

  @Test
  void correctingALongStallTakesNoLongerThanItsCells() {
    LatencyRecorder latency = metrics.latency("call_seconds", "Calls.").register();
    latency.recordCorrected(Duration.ofHours(1).toNanos(), 1);
    assertThat(latency.correctedHistogram().getTotalCount())
        .isEqualTo(Duration.ofHours(1).toNanos());
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    LatencyBuilder builder = metrics.latency("call_seconds", "Calls.");
    assertThatThrownBy(() -> builder.significantDigits(4).register())
        .hasMessage("digits of call_seconds must be 1 to 3, was 4");
    assertThatThrownBy(
            () -> builder.significantDigits(2).highestTrackable(Duration.ZERO).register())
        .hasMessage("highest of call_seconds must be PT0.000001S to PT8760H, was PT0S");
    assertThatThrownBy(() -> builder.highestTrackable(Duration.ofSeconds(Long.MAX_VALUE)))
        .hasMessageStartingWith("highest of call_seconds must be PT0.000001S to PT8760H, was PT");
    assertThatThrownBy(() -> builder.buckets(0, 1))
        .hasMessage(
            "buckets of call_seconds must be positive, finite and increasing, were [0.0, 1.0]");
  }

  @Test
  void theTotalIsOfOneMomentAndOutlivesResets() {
    MetricsCollector metrics = MetricsCollector.create();
    LatencyRecorder recorder = metrics.latency("total_seconds", "T.").buckets(0.001).register();
    recorder.record(1_000_000);
    recorder.record(3_000_000);
    Seen.reset(metrics);
    LatencyView total = recorder.total();
    recorder.record(5);
    assertThat(total.count()).isEqualTo(2);
    assertThat(total.sumNanos()).isEqualTo(4_000_000);
    assertThat(total.cumulativeCount(0)).isEqualTo(1);
    assertThat(total.windows()).isZero();
  }
}
