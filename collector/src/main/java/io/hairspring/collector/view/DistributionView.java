package io.hairspring.collector.view;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one series of a histogram or a latency recorder holds. The same object shows one series
 * after the other: read it before the visitor's method returns.
 */
public interface DistributionView {
  /**
   * Returns a histogram of these figures, for a source to tell. Immutable, without exemplars; whose
   * bounds or counts do not ascend is refused where it is told.
   *
   * @param upperBounds inclusive, in the family's unit, finite, ascending
   * @param cumulativeCounts how many values were at most each bound
   * @param count how many values there were in all
   * @param sum of the values, in the family's unit; NaN if nobody knows it
   * @throws IllegalArgumentException if there are not as many counts as bounds
   */
  static DistributionView of(
      List<Double> upperBounds, List<Long> cumulativeCounts, long count, double sum) {
    return new GivenDistribution(upperBounds, cumulativeCounts, count, sum);
  }

  /** Returns what {@code view} shows now, but for exemplars, to be kept. Immutable. */
  static DistributionView copyOf(DistributionView view) {
    Objects.requireNonNull(view, "view");
    return view instanceof GivenDistribution ? view : GivenDistribution.of(view);
  }

  /** Returns how many values were recorded: the last cumulative count. */
  long count();

  /**
   * Returns the sum of the values, in the family's unit (seconds for latencies); NaN for none,
   * which no format shows.
   */
  double sum();

  /** Returns how many finite bounds there are; 0 if the series has no buckets. */
  int bounds();

  /** Returns an upper bound, inclusive, in the family's unit, for {@code 0 <= i < bounds()}. */
  double bound(int i);

  /** Returns how many values were at most {@code bound(i)}: exact, not rounded to a cell. */
  long cumulativeCount(int i);

  /**
   * Returns the exemplar of a bucket, or null if it has none.
   *
   * @param i a bound, or {@code bounds()} for the bucket above all of them
   */
  default @Nullable ExemplarView exemplar(int i) {
    return null;
  }
}
