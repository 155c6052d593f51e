package io.hairspring.collector.view;

import java.util.List;
import java.util.Objects;

/**
 * What one series of a summary holds, whose quantiles somebody else has computed. Read it before
 * the visitor's method returns.
 */
public interface SummaryView {
  /**
   * Returns a summary of these figures, for a source to tell. Immutable; whose quantiles do not
   * ascend is refused where it is told.
   *
   * @param quantiles 0 to 1, ascending
   * @param values the value at each quantile, in the family's unit; may be NaN
   * @param count how many values there were, not negative
   * @param sum of the values, in the family's unit; NaN if nobody knows it
   * @throws IllegalArgumentException if there are not as many values as quantiles
   */
  static SummaryView of(List<Double> quantiles, List<Double> values, long count, double sum) {
    return new GivenSummary(quantiles, values, true, count, sum);
  }

  /**
   * Returns a summary of values that nobody counted, for a source to tell. As {@link #of}
   * otherwise.
   */
  static SummaryView withoutCount(List<Double> quantiles, List<Double> values, double sum) {
    return new GivenSummary(quantiles, values, false, 0, sum);
  }

  /** Returns what {@code view} shows now, to be kept. Immutable. */
  static SummaryView copyOf(SummaryView view) {
    Objects.requireNonNull(view, "view");
    return view instanceof GivenSummary ? view : GivenSummary.of(view);
  }

  /** Returns whether the values were counted; if not, formats show no count. */
  default boolean hasCount() {
    return true;
  }

  /** Returns how many values were recorded; 0 if nobody counted. */
  long count();

  /** Returns the sum of the values, in the family's unit; NaN for none, which no format shows. */
  double sum();

  /** Returns how many quantiles there are; may be 0. */
  int quantiles();

  /** Returns a quantile such as 0.99, for {@code 0 <= i < quantiles()}, ascending. */
  double quantile(int i);

  /** Returns the value at {@code quantile(i)}, in the family's unit; may be NaN. */
  double value(int i);
}
