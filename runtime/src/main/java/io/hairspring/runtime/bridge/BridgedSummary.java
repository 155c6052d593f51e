package io.hairspring.runtime.bridge;

import io.hairspring.collector.snapshot.SummaryView;
import io.prometheus.metrics.model.snapshots.SummarySnapshot.SummaryDataPointSnapshot;

/** A summary of client_java, which keeps its quantiles in ascending order. */
record BridgedSummary(SummaryDataPointSnapshot point) implements SummaryView {
  @Override
  public long count() {
    return point.getCount();
  }

  @Override
  public double sum() {
    return point.getSum();
  }

  @Override
  public int quantiles() {
    return point.getQuantiles().size();
  }

  @Override
  public double quantile(int i) {
    return point.getQuantiles().get(i).getQuantile();
  }

  @Override
  public double value(int i) {
    return point.getQuantiles().get(i).getValue();
  }
}
