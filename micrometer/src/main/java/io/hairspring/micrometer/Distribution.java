package io.hairspring.micrometer;

import io.hairspring.collector.SeriesFigure;
import io.hairspring.collector.view.DistributionView;
import io.hairspring.collector.view.MetricsVisitor;
import io.hairspring.collector.view.SeriesView;
import io.hairspring.collector.view.SummaryView;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.core.instrument.distribution.TimeWindowPercentileHistogram;
import io.micrometer.core.instrument.distribution.ValueAtPercentile;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;

/**
 * What a distribution summary recorded: values of any size, cumulative buckets where there are
 * bounds, else percentiles of a window by Micrometer's own histogram. Any thread.
 */
final class Distribution implements SeriesFigure {
  private final double[] bounds; // not to be written
  private final double[] percentiles; // as the one before
  private final AtomicLongArray counts; // of each bucket, that above all bounds last
  private final Total sum = new Total();
  private final TimeWindowPercentileHistogram window; // null without percentiles

  private final long[] closedCounts; // of closed epochs; under the registry's reading lock

  Distribution(Clock clock, DistributionStatisticConfig config) {
    bounds = Bounds.of(config);
    percentiles = Percentiles.of(config);
    counts = new AtomicLongArray(bounds.length + 1);
    closedCounts = new long[bounds.length + 1];
    window =
        percentiles.length == 0 ? null : new TimeWindowPercentileHistogram(clock, config, false);
  }

  /** Records a value that is finite and not negative. */
  void record(double value) {
    int found = Arrays.binarySearch(bounds, value);
    counts.incrementAndGet(found >= 0 ? found : -found - 1);
    sum.add(value);
    if (window != null) {
      window.recordDouble(value);
    }
  }

  double[] bounds() {
    return bounds;
  }

  double sum() {
    return sum.get();
  }

  long count() {
    long[] cumulative = cumulative();
    return cumulative[bounds.length];
  }

  /** Returns how many values were at most each bound, and last how many there were. */
  long[] cumulative() {
    long[] cumulative = new long[bounds.length + 1];
    long below = 0;
    for (int i = 0; i < cumulative.length; i++) {
      below += counts.get(i);
      cumulative[i] = below;
    }
    return cumulative;
  }

  /** Returns the percentiles of the window; none where none are published. */
  ValueAtPercentile[] percentileValues() {
    return window == null
        ? new ValueAtPercentile[0]
        : window.takeSnapshot(0, 0, 0).percentileValues();
  }

  @Override
  public void show(SeriesView series, MetricsVisitor visitor, boolean closeEpoch) {
    long[] cumulative = cumulative();
    boolean close = closeEpoch && bounds.length > 0; // a summary has no epochs
    double shownSum = sum.ofEpoch(close);
    long[] shown = new long[cumulative.length];
    Arrays.setAll(shown, i -> cumulative[i] - closedCounts[i]);
    if (bounds.length == 0) {
      visitor.summary(series, summary(shown[0], shownSum));
    } else {
      visitor.histogram(
          series,
          DistributionView.of(
              Arrays.stream(bounds).boxed().toList(),
              Arrays.stream(shown, 0, bounds.length).boxed().toList(),
              shown[bounds.length],
              shownSum));
    }
    if (close) {
      System.arraycopy(cumulative, 0, closedCounts, 0, cumulative.length);
    }
  }

  private SummaryView summary(long count, double total) {
    ValueAtPercentile[] values = percentileValues();
    List<Double> at =
        IntStream.range(0, values.length).mapToObj(i -> values[i].percentile()).toList();
    List<Double> is = IntStream.range(0, values.length).mapToObj(i -> values[i].value()).toList();
    return SummaryView.of(at, is, count, total);
  }
}
