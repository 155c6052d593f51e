package io.hairspring.collector.pull.gather;

import io.hairspring.collector.snapshot.SummaryView;

/** A summary as a source told it. Immutable. */
final class CopiedSummary implements SummaryView {
  private final double[] quantiles;
  private final double[] values;
  private final long count;
  private final double sum;

  private CopiedSummary(SummaryView view) {
    quantiles = new double[view.quantiles()];
    values = new double[quantiles.length];
    for (int i = 0; i < quantiles.length; i++) {
      quantiles[i] = view.quantile(i);
      values[i] = view.value(i);
    }
    count = view.count();
    sum = view.sum();
  }

  static CopiedSummary of(SummaryView view) {
    return new CopiedSummary(view);
  }

  /** Returns whether count and quantiles can be those of a summary. */
  boolean isSound() {
    double last = Double.NEGATIVE_INFINITY;
    for (double quantile : quantiles) {
      if (!(quantile > last && quantile >= 0 && quantile <= 1)) {
        return false;
      }
      last = quantile;
    }
    return count >= 0;
  }

  @Override
  public long count() {
    return count;
  }

  @Override
  public double sum() {
    return sum;
  }

  @Override
  public int quantiles() {
    return quantiles.length;
  }

  @Override
  public double quantile(int i) {
    return quantiles[i];
  }

  @Override
  public double value(int i) {
    return values[i];
  }
}
