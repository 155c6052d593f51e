package io.hairspring.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HistogramTest {
  private final MetricsCollector metrics = MetricsCollector.create();

  @Test
  void aValueOnABoundCountsBelowIt() {
    Histogram sizes = metrics.histogram("size_bytes", "Sizes.").buckets(10, 100).register();
    for (double value : new double[] {-1, 10, 10.5, 100, 101}) {
      sizes.observe(value);
    }
    Seen seen = Seen.of(metrics);
    assertThat(seen.count("size_bytes_bucket{le=\"10.0\"}")).isEqualTo(2);
    assertThat(seen.count("size_bytes_bucket{le=\"100.0\"}")).isEqualTo(4);
    assertThat(seen.count("size_bytes_count")).isEqualTo(5);
    assertThat(seen.get("size_bytes_sum")).isEqualTo(220.5);
  }

  @Test
  void whatIsNoFiniteNumberIsRefusedAndCounted() {
    Histogram sizes = metrics.histogram("size_bytes", "Sizes.").register();
    sizes.observe(4);
    sizes.observe(Double.NaN);
    sizes.observe(Double.POSITIVE_INFINITY);
    sizes.observe(Double.NEGATIVE_INFINITY, Exemplar.of("trace_id", "1"));
    Seen seen = Seen.of(metrics);
    assertThat(seen.get("size_bytes_sum")).isEqualTo(4.0);
    assertThat(seen.count("size_bytes_count")).isEqualTo(1);
    assertThat(seen.count("hairspring_recordings_rejected_total{reason=\"nan\"}")).isEqualTo(1);
    assertThat(seen.count("hairspring_recordings_rejected_total{reason=\"infinite\"}"))
        .isEqualTo(2);
  }

  @Test
  void epochsPartBucketsAndSum() {
    Histogram sizes = metrics.histogram("size_bytes", "Sizes.").buckets(10).register();
    sizes.observe(1);
    Seen.reset(metrics);
    sizes.observe(2);
    sizes.observe(20);
    Seen second = Seen.reset(metrics);
    assertThat(second.count("size_bytes_bucket{le=\"10.0\"}")).isEqualTo(1);
    assertThat(second.count("size_bytes_count")).isEqualTo(2);
    assertThat(second.get("size_bytes_sum")).isEqualTo(22.0);
    assertThat(Seen.of(metrics).count("size_bytes_count")).isZero();
    assertThat(sizes.count()).isEqualTo(3);
  }

  @Test
  void asManyBoundsAsAreAllowedAreCounted() {
    double[] bounds = IntStream.range(0, 500).asDoubleStream().toArray();
    metrics.histogram("many", "M.").buckets(bounds).register().observe(498.5);
    Seen seen = Seen.of(metrics);
    assertThat(seen.count("many_bucket{le=\"498.0\"}")).isZero();
    assertThat(seen.count("many_bucket{le=\"499.0\"}")).isOne();
  }

  @Test
  void boundsMustBeFiniteAndIncrease() {
    HistogramBuilder builder = metrics.histogram("size_bytes", "Sizes.");
    assertThatThrownBy(() -> builder.buckets(1, 1))
        .hasMessage("buckets of size_bytes must be finite and increasing, were [1.0, 1.0]");
    assertThatThrownBy(() -> builder.buckets(1, Double.POSITIVE_INFINITY))
        .hasMessageContaining("finite");
    assertThatThrownBy(() -> builder.buckets(new double[501]))
        .hasMessage("buckets of size_bytes must be at most 500, were 501");
  }
}
