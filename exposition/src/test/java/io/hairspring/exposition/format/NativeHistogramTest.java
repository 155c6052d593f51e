package io.hairspring.exposition.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.LatencyRecorder;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.view.LatencyShape;
import io.hairspring.collector.view.NativeHistogram;
import io.prometheus.metrics.expositionformats.generated.com_google_protobuf_4_36_1.Metrics.Histogram;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** What an independent reader makes of native histograms, against what was recorded. */
class NativeHistogramTest {
  private static Histogram rendered(int digits, List<Long> latencies) throws IOException {
    MetricsCollector metrics = MetricsCollector.create(Rendered.config());
    LatencyRecorder recorder =
        metrics
            .latency("call_seconds", "Calls.")
            .significantDigits(digits)
            .show(LatencyShape.NATIVE)
            .register();
    latencies.forEach(recorder::record);
    return read(metrics);
  }

  private static Histogram read(MetricsCollector metrics) throws IOException {
    byte[] answer = Rendered.bytes(new PrometheusProtobuf(), metrics, "call_seconds");
    return Protobuf.read(answer).get(0).getMetric(0).getHistogram();
  }

  @Provide
  Arbitrary<List<Long>> latencies() {
    Arbitrary<Long> octaves =
        Arbitraries.longs()
            .between(0, 3_600_000_000_000L)
            .flatMap(top -> Arbitraries.integers().between(0, 41).map(shift -> top >> shift));
    return octaves.list().ofMaxSize(60);
  }

  @Property(tries = 300)
  void everyLatencyIsInTheBucketOfItsCellsHighestValue(
      @ForAll("latencies") List<Long> latencies, @ForAll @IntRange(min = 1, max = 3) int digits)
      throws IOException {
    Histogram histogram = rendered(digits, latencies);
    SortedMap<Integer, Long> expected = new TreeMap<>();
    long zero = 0;
    org.HdrHistogram.Histogram cells =
        new org.HdrHistogram.Histogram(1, 3_600_000_000_000L, digits);
    for (long nanos : latencies) {
      if (nanos == 0) {
        zero++;
      } else {
        long highest = Math.min(cells.highestEquivalentValue(nanos), 3_600_000_000_000L);
        double buckets = Math.pow(2, histogram.getSchema());
        double place = Math.log(highest / 1e9) / Math.log(2) * buckets;
        // A power of two is a bound, and rounding must not lift it above.
        int index = (int) Math.ceil(place - 1e-9);
        expected.merge(index, 1L, Long::sum);
      }
    }
    assertThat(histogram.getZeroCount()).isEqualTo(zero);
    assertThat(Protobuf.nativeBuckets(histogram)).isEqualTo(expected);
    assertThat(histogram.getSampleCount()).isEqualTo(latencies.size());
    assertThat(histogram.getZeroThreshold()).isPositive().isLessThan(1e-9);
    assertThat(histogram.getSampleSum())
        .isEqualTo(latencies.stream().mapToLong(Long::longValue).sum() / 1e9);
  }

  @Test
  void theSchemaKeepsTheRecordersPrecision() throws IOException {
    List<Long> two = List.of(20_000_000L, 21_000_000L);
    assertThat(rendered(1, two).getSchema()).isEqualTo(3); // buckets of 9 %
    assertThat(rendered(2, two).getSchema()).isEqualTo(6); // of 1.1 %
    assertThat(rendered(3, two).getSchema()).isEqualTo(8); // of 0.3 %, the finest there is
  }

  @Test
  void manyBucketsAreMergedUntilTheirNumberIsBounded() throws IOException {
    List<Long> latencies = new ArrayList<>();
    for (double nanos = 1; nanos < 3.6e12; nanos *= 1.004) {
      latencies.add((long) nanos);
    }
    Histogram histogram = rendered(2, latencies);
    assertThat(Protobuf.nativeBuckets(histogram)).hasSizeBetween(100, NativeHistogram.MOST_BUCKETS);
    assertThat(histogram.getSchema()).isEqualTo(3);
    assertThat(Protobuf.nativeBuckets(histogram).values().stream().mapToLong(n -> n).sum())
        .isEqualTo(latencies.size());
  }

  @Test
  void asManyBucketsAsThereMayBeAreNotMerged() throws IOException {
    Histogram most = rendered(3, oneInEachOf(NativeHistogram.MOST_BUCKETS));
    assertThat(most.getSchema()).isEqualTo(8);
    assertThat(Protobuf.nativeBuckets(most)).hasSize(320);
    Histogram oneMore = rendered(3, oneInEachOf(NativeHistogram.MOST_BUCKETS + 1));
    assertThat(oneMore.getSchema()).isEqualTo(7);
    assertThat(Protobuf.nativeBuckets(oneMore)).hasSize(161);
  }

  /** Returns a latency in the middle of each of so many buckets of schema 8, from 1 s on. */
  private static List<Long> oneInEachOf(int buckets) {
    return IntStream.rangeClosed(1, buckets)
        .mapToObj(i -> (long) (1e9 * Math.pow(2, (i - 0.5) / 256)))
        .toList();
  }

  @Test
  void theHighestCellEndsAtTheHighestLatency() throws IOException {
    MetricsCollector metrics = MetricsCollector.create(Rendered.config());
    metrics
        .latency("call_seconds", "Calls.")
        .highestTrackable(Duration.ofSeconds(4)) // a bound of buckets in every schema
        .show(LatencyShape.NATIVE)
        .register()
        .record(Long.MAX_VALUE);
    Histogram histogram = read(metrics);
    assertThat(Protobuf.nativeBuckets(histogram)).containsOnlyKeys(2 << histogram.getSchema());
  }

  @Test
  void neighboursShareASpan() throws IOException {
    Histogram histogram = rendered(1, List.of(1_000_000_000L, 1_050_000_000L, 8_000_000_000L, 0L));
    assertThat(Protobuf.nativeBuckets(histogram)).hasSize(histogram.getPositiveDeltaCount());
    assertThat(histogram.getPositiveSpanCount()).isEqualTo(2);
  }

  @Test
  void anEmptyHistogramIsStillANativeOne() throws IOException {
    Histogram histogram = rendered(2, List.of());
    assertThat(histogram.getSampleCount()).isZero();
    assertThat(histogram.hasZeroThreshold()).isTrue();
    assertThat(histogram.getBucketCount()).isZero();
  }
}
