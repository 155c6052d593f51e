package io.hairspring.collector;

import io.hairspring.collector.snapshot.SummaryView;

/** Four values around a quarter. */
final class TestSummary implements SummaryView {
  @Override
  public long count() {
    return 4;
  }

  @Override
  public double sum() {
    return 1;
  }

  @Override
  public int quantiles() {
    return 1;
  }

  @Override
  public double quantile(int i) {
    return 0.5;
  }

  @Override
  public double value(int i) {
    return 0.25;
  }
}
