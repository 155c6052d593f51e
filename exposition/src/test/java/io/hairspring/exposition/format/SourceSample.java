package io.hairspring.exposition.format;

import io.hairspring.collector.pull.MetricsSink;
import io.hairspring.collector.snapshot.SummaryView;

/** What only sources tell: counters that are not whole, and summaries. */
final class SourceSample implements SummaryView {
  private static final double[] QUANTILES = {0.5, 0.99};
  private static final double[] VALUES = {0.25, Double.NaN};

  static void tell(MetricsSink sink) {
    sink.counter("busy_seconds_total", 1.5, "fraction");
    sink.counter("busy_seconds_total", 3, "whole");
    sink.summary("pause_seconds", new SourceSample());
  }

  @Override
  public long count() {
    return 4;
  }

  @Override
  public double sum() {
    return 0.75;
  }

  @Override
  public int quantiles() {
    return QUANTILES.length;
  }

  @Override
  public double quantile(int i) {
    return QUANTILES[i];
  }

  @Override
  public double value(int i) {
    return VALUES[i];
  }
}
