package io.hairspring.stress;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.LatencyRecorder;
import io.hairspring.collector.MetricsCollector;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.HdrHistogram.Histogram;

/** The latency recorder against HdrHistogram and against models that keep every value. */
class RecorderPropertiesTest {
  private static final long HIGHEST_NANOS = Duration.ofHours(1).toNanos();
  private static final double NANOS_PER_SECOND = 1e9;

  @Property(tries = 300)
  void holdsCellForCellWhatAHistogramHolds(
      @ForAll @IntRange(min = 1, max = 3) int digits, @ForAll("latencies") List<Long> latencies) {
    LatencyRecorder recorder = recorder(digits);
    Histogram histogram = new Histogram(1, HIGHEST_NANOS, digits);
    for (long nanos : latencies) {
      recorder.record(nanos);
      histogram.recordValue(nanos);
    }
    assertThat(recorder.histogram()).isEqualTo(histogram);
    assertThat(recorder.count()).isEqualTo(histogram.getTotalCount());
  }

  @Property(tries = 200)
  void correctsForOmissionAsHdrHistogramDoes(
      @ForAll @IntRange(min = 1, max = 3) int digits,
      @ForAll("latencies") List<Long> latencies,
      @ForAll @LongRange(min = 100_000_000, max = 10_000_000_000L) long intervalNanos) {
    LatencyRecorder recorder = recorder(digits);
    Histogram raw = new Histogram(1, HIGHEST_NANOS, digits);
    Histogram corrected = new Histogram(1, HIGHEST_NANOS, digits);
    for (long nanos : latencies) {
      recorder.recordCorrected(nanos, intervalNanos);
      raw.recordValue(nanos);
      corrected.recordValueWithExpectedInterval(nanos, intervalNanos);
    }
    assertThat(recorder.histogram()).isEqualTo(raw);
    assertThat(recorder.correctedHistogram()).isEqualTo(corrected);
  }

  @Property(tries = 300)
  void countsBucketsToTheNanosecond(
      @ForAll @IntRange(min = 1, max = 3) int digits,
      @ForAll("bounds") List<Long> bounds,
      @ForAll @IntRange(min = -2, max = 2) int besideNanos,
      @ForAll("latencies") List<Long> latencies) {
    double[] seconds = bounds.stream().mapToDouble(nanos -> nanos / NANOS_PER_SECOND).toArray();
    MetricsCollector metrics = MetricsCollector.create(Collectors.config());
    LatencyRecorder recorder =
        metrics.latency("t_seconds", "Time.").significantDigits(digits).buckets(seconds).register();
    long[] model = new long[seconds.length];
    for (int i = 0; i < latencies.size() + bounds.size(); i++) {
      long nanos =
          i < latencies.size()
              ? latencies.get(i)
              : Math.max(0, bounds.get(i - latencies.size()) + besideNanos);
      recorder.record(nanos);
      for (int bucket = 0; bucket < model.length; bucket++) {
        model[bucket] += nanos <= bounds.get(bucket) ? 1 : 0;
      }
    }
    assertThat(Totals.of(metrics).latencyBuckets()).isEqualTo(model);
    assertThat(Totals.ofShapes(metrics).latencyBuckets()).isEqualTo(model);
  }

  @Property(tries = 300)
  void looksInBetweenSeeWhatIsThereAndChangeNothing(
      @ForAll("bounds") List<Long> bounds,
      @ForAll("latencies") List<Long> latencies,
      @ForAll Random looks) {
    double[] seconds = bounds.stream().mapToDouble(nanos -> nanos / NANOS_PER_SECOND).toArray();
    MetricsCollector metrics = MetricsCollector.create(Collectors.config());
    LatencyRecorder recorder = metrics.latency("t_seconds", "Time.").buckets(seconds).register();
    for (long nanos : latencies) {
      recorder.record(nanos);
      if (looks.nextInt(3) > 0) {
        Totals kept = Totals.ofShapes(metrics);
        Totals added = Totals.of(metrics);
        assertThat(kept.latencyBuckets()).isEqualTo(added.latencyBuckets());
        assertThat(kept.latencies()).isEqualTo(added.latencies());
        assertThat(kept.latencySumNanos()).isEqualTo(added.latencySumNanos());
      }
    }
  }

  @Property(tries = 300)
  void anEpochHoldsWhatWasRecordedInIt(@ForAll("epochs") List<List<Long>> epochs) {
    MetricsCollector metrics = MetricsCollector.create(Collectors.config());
    LatencyRecorder recorder =
        metrics.latency("t_seconds", "Time.").significantDigits(1).buckets(0.01, 1, 60).register();
    for (List<Long> epoch : epochs) {
      epoch.forEach(recorder::record);
      assertThat(Totals.ofShapes(metrics).latencies()).isEqualTo(epoch.size());
      Totals closed = Totals.ofClosedEpoch(metrics);
      assertThat(closed.latencies()).isEqualTo(epoch.size());
      assertThat(closed.latencySumNanos())
          .isEqualTo(epoch.stream().mapToLong(Long::longValue).sum());
      assertThat(closed.latencyBuckets())
          .containsExactly(
              atMost(epoch, 10_000_000L),
              atMost(epoch, 1_000_000_000L),
              atMost(epoch, 60_000_000_000L));
    }
    assertThat(recorder.count()).isEqualTo(epochs.stream().mapToLong(List::size).sum());
  }

  @Provide
  Arbitrary<List<Long>> latencies() {
    return nanos().list().ofMaxSize(200);
  }

  @Provide
  Arbitrary<List<Long>> bounds() {
    return Arbitraries.longs()
        .between(1, HIGHEST_NANOS - 2)
        .list()
        .uniqueElements()
        .ofMinSize(1)
        .ofMaxSize(20)
        .map(bounds -> bounds.stream().sorted().toList());
  }

  @Provide
  Arbitrary<List<List<Long>>> epochs() {
    return nanos().list().ofMaxSize(30).list().ofMaxSize(8);
  }

  private static Arbitrary<Long> nanos() {
    return Arbitraries.longs().between(0, HIGHEST_NANOS);
  }

  private static LatencyRecorder recorder(int digits) {
    return MetricsCollector.create(Collectors.config())
        .latency("t_seconds", "Time.")
        .significantDigits(digits)
        .register();
  }

  private static long atMost(List<Long> epoch, long boundNanos) {
    return epoch.stream().filter(nanos -> nanos <= boundNanos).count();
  }
}
