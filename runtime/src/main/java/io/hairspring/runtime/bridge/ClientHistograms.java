package io.hairspring.runtime.bridge;

import io.hairspring.collector.view.DistributionView;
import io.hairspring.collector.view.ExemplarView;
import io.hairspring.collector.view.LatencyShape;
import io.hairspring.collector.view.NativeHistogram;
import io.hairspring.collector.view.SeriesView;
import io.hairspring.collector.view.ValueView;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.Exemplar;
import io.prometheus.metrics.model.snapshots.Exemplars;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.NativeHistogramBuckets;
import java.util.Arrays;
import java.util.Set;

/** Makes client_java's histograms, whose buckets each hold their own count, up to infinity. */
final class ClientHistograms {
  private final NativeHistogram cells = new NativeHistogram();

  /** Returns a histogram of explicit buckets. */
  HistogramDataPointSnapshot classic(SeriesView series, DistributionView values, Labels labels) {
    return new HistogramDataPointSnapshot(
        buckets(values), values.sum(), labels, exemplars(values), series.createdMillis());
  }

  /** Returns a recorder's histogram: classic, native or both. */
  HistogramDataPointSnapshot recorder(
      Set<LatencyShape> shapes, SeriesView series, ValueView values, Labels labels) {
    if (!shapes.contains(LatencyShape.NATIVE)) {
      return classic(series, values, labels);
    }
    cells.compute(values);
    int[] indexes = new int[cells.buckets()];
    long[] counts = new long[indexes.length];
    Arrays.setAll(indexes, cells::index);
    Arrays.setAll(counts, cells::count);
    return new HistogramDataPointSnapshot(
        shapes.contains(LatencyShape.HISTOGRAM) ? buckets(values) : ClassicHistogramBuckets.EMPTY,
        cells.schema(),
        cells.zeroCount(),
        NativeHistogram.ZERO_THRESHOLD,
        NativeHistogramBuckets.of(indexes, counts),
        NativeHistogramBuckets.EMPTY,
        values.sum(),
        labels,
        exemplars(values),
        series.createdMillis());
  }

  private static ClassicHistogramBuckets buckets(DistributionView values) {
    double[] bounds = new double[values.bounds() + 1];
    long[] counts = new long[bounds.length];
    long below = 0;
    for (int i = 0; i < bounds.length; i++) {
      boolean last = i == values.bounds();
      long cumulative = last ? values.count() : values.cumulativeCount(i);
      bounds[i] = last ? Double.POSITIVE_INFINITY : values.bound(i);
      counts[i] = cumulative - below;
      below = cumulative;
    }
    return ClassicHistogramBuckets.of(bounds, counts);
  }

  private static Exemplars exemplars(DistributionView values) {
    Exemplars.Builder exemplars = null;
    for (int i = 0; i <= values.bounds(); i++) {
      Exemplar exemplar = exemplar(values.exemplar(i));
      if (exemplar != null) {
        exemplars = exemplars == null ? Exemplars.builder() : exemplars;
        exemplars.exemplar(exemplar);
      }
    }
    return exemplars == null ? Exemplars.EMPTY : exemplars.build();
  }

  /** Returns an exemplar; null for none. */
  static Exemplar exemplar(ExemplarView exemplar) {
    return exemplar == null
        ? null
        : new Exemplar(
            exemplar.value(),
            Labels.of(exemplar.labelNames(), exemplar.labelValues()),
            exemplar.timestampMillis());
  }
}
