package io.hairspring.collector.snapshot;

/**
 * What one series of a summary holds, whose quantiles somebody else has computed. Read it before
 * the visitor's method returns.
 */
public interface SummaryView {
  /** Returns how many values were recorded. */
  long count();

  /** Returns the sum of the values, in the family's unit. */
  double sum();

  /** Returns how many quantiles there are; may be 0. */
  int quantiles();

  /** Returns a quantile such as 0.99, for {@code 0 <= i < quantiles()}, ascending. */
  double quantile(int i);

  /** Returns the value at {@code quantile(i)}, in the family's unit; may be NaN. */
  double value(int i);
}
