package io.hairspring.collector;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.view.LatencyView;
import io.hairspring.testing.TestThreads;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sums of latencies go on past 2^63 nanoseconds. */
class LatencySumTest {
  private static final String NAME = "open_seconds";
  private static final long HOUR_NANOS = TimeUnit.HOURS.toNanos(1);
  private static final long YEAR_NANOS = TimeUnit.DAYS.toNanos(365);

  private MetricsCollector metrics = MetricsCollector.create();

  @Test
  void hoursAddUpPastTheMostNanosecondsOf64Bits() {
    LatencyRecorder latency = metrics.latency(NAME, "Open streams.").register();
    int hours = 2_562_048;
    TestThreads.times(hours, () -> latency.record(HOUR_NANOS));
    read(
        view -> {
          assertThat(view.sum()).isEqualTo(3600.0 * hours);
          assertThat(view.sumNanos()).isEqualTo(Long.MAX_VALUE);
          assertThat(view.meanNanos()).isEqualTo((double) HOUR_NANOS);
          assertThat(view.window().meanNanos()).isEqualTo((double) HOUR_NANOS);
          assertThat(view.window().sumNanos()).isEqualTo(Long.MAX_VALUE);
        });
    assertThat(latency.window().meanNanos()).isEqualTo((double) HOUR_NANOS);
  }

  @ParameterizedTest
  @ValueSource(ints = {256, 0})
  void yearsAddUpInEachEpochAndOverStripes(int maxStripes) throws InterruptedException {
    LatencyRecorder latency = years(maxStripes);
    for (int epoch = 1; epoch <= 3; epoch++) {
      int times = 293 * epoch;
      Runnable work = () -> TestThreads.times(times, () -> latency.record(YEAR_NANOS));
      TestThreads.join(TestThreads.start(2, work));
      Consumer<LatencyView> check =
          view -> {
            assertThat(view.count()).isEqualTo(2L * times);
            assertThat(view.sum()).isEqualTo(2.0 * times * TimeUnit.DAYS.toSeconds(365));
            assertThat(view.meanNanos()).isEqualTo((double) YEAR_NANOS);
          };
      LatencyReading.ofShapes(metrics, NAME, check);
      LatencyReading.ofReset(metrics, NAME, check);
    }
    latency.record(7);
    read(view -> assertThat(view.sumNanos()).isEqualTo(7));
  }

  @Test
  void noSumIsMissedThatComesBackToWhereItWas() {
    LatencyRecorder latency = years(256);
    LatencyReading.ofShapes(metrics, NAME, view -> {});
    long half = 1L << 54;
    for (int i = 0; i < 4; i++) {
      TestThreads.times(256, () -> latency.record(half));
      double sum = 256.0 * half * (i + 1) / 1e9;
      int count = 256 * (i + 1);
      LatencyReading.ofShapes(
          metrics,
          NAME,
          view -> {
            assertThat(view.sum()).isEqualTo(sum);
            assertThat(view.count()).isEqualTo(count);
          });
    }
  }

  /** Whatever is recorded, a sum is that of whole numbers, and the counts are HdrHistogram's. */
  @Property(tries = 100)
  void sumsAreThoseOfWholeNumbersAndCountsThoseOfHdrHistogram(
      @ForAll boolean owned,
      @ForAll @Size(max = 40) List<@LongRange(min = 0, max = (1L << 54) - 1) Long> given) {
    metrics = MetricsCollector.create();
    LatencyRecorder latency = years(owned ? 256 : 0);
    List<Long> epoch = new ArrayList<>();
    for (long nanos : given) {
      // Of all magnitudes, and some of them hundreds of times.
      long value = nanos >> nanos % 50;
      int times = nanos % 3 == 0 ? 300 : 1;
      TestThreads.times(times, () -> latency.record(value));
      TestThreads.times(times, () -> epoch.add(value));
      LatencyReading.ofShapes(metrics, NAME, view -> assertHolds(view, epoch));
      if (nanos % 5 == 0) {
        LatencyReading.ofReset(metrics, NAME, view -> assertHoldsAll(view, epoch));
        epoch.clear();
      }
    }
    LatencyReading.of(metrics, NAME, view -> assertHoldsAll(view, epoch));
  }

  private static void assertHolds(LatencyView view, List<Long> values) {
    BigInteger sum =
        values.stream().map(BigInteger::valueOf).reduce(BigInteger.ZERO, BigInteger::add);
    assertThat(view.count()).isEqualTo(values.size());
    assertThat(view.sumNanos()).isEqualTo(sum.min(BigInteger.valueOf(Long.MAX_VALUE)).longValue());
    assertThat(view.sum()).isEqualTo(sum.doubleValue() / 1e9);
  }

  private static void assertHoldsAll(LatencyView view, List<Long> values) {
    assertHolds(view, values);
    Histogram expected = new Histogram(1, YEAR_NANOS, 2);
    values.forEach(expected::recordValue);
    long[] cells = new long[1];
    view.forEachCell(
        (from, to, count) -> {
          assertThat(count).isEqualTo(expected.getCountBetweenValues(from, from));
          cells[0] += count;
        });
    assertThat(cells[0]).isEqualTo(values.size());
    if (!values.isEmpty()) {
      assertThat(view.quantileNanos(0.5))
          .isEqualTo((double) Math.min(expected.getValueAtPercentile(50), YEAR_NANOS));
    }
  }

  private LatencyRecorder years(int maxStripes) {
    metrics =
        MetricsCollector.create(
            CollectorConfig.defaults()
                .withMaxStripes(maxStripes)
                .withMaxCollectionsPerSecond(10_000));
    return metrics
        .latency(NAME, "Open streams.")
        .highestTrackable(Duration.ofDays(365))
        .buckets(0.001, 1e7)
        .register();
  }

  private void read(Consumer<LatencyView> check) {
    LatencyReading.of(metrics, NAME, check);
  }
}
