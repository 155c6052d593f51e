package io.hairspring.exposition.format;

import io.hairspring.collector.snapshot.SummaryView;
import java.util.List;

/** A summary of these values, at quantiles that ascend. */
record ToldSummary(List<Double> values, long count, double sum) implements SummaryView {
  @Override
  public int quantiles() {
    return values.size();
  }

  @Override
  public double quantile(int i) {
    return (i + 1.0) / values.size();
  }

  @Override
  public double value(int i) {
    return values.get(i);
  }
}
