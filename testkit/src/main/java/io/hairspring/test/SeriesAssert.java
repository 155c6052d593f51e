package io.hairspring.test;

import io.hairspring.collector.view.DistributionView;
import java.time.Duration;

/** Asserts on one series. Sums, bounds and quantiles of latencies are in seconds. */
public final class SeriesAssert {
  private static final double NANOS_PER_SECOND = 1e9;

  private final SeriesSnapshot series;

  SeriesAssert(SeriesSnapshot series) {
    this.series = series;
  }

  /** Returns the series itself. */
  public SeriesSnapshot snapshot() {
    return series;
  }

  /** Asserts the value of a counter or a gauge, exactly; NaN is NaN. */
  public SeriesAssert hasValue(double expected) {
    if (series.distribution() != null || !series.states().isEmpty()) {
      throw new AssertionError(series + " has no value; expected hasCount, hasSum or isIn");
    }
    return equal("value", series.value(), expected);
  }

  /** Asserts how many values were recorded. */
  public SeriesAssert hasCount(long expected) {
    return equal("count", distribution().count(), expected);
  }

  /** Asserts the sum of what was recorded, exactly. */
  public SeriesAssert hasSum(double expected) {
    return equal("sum", distribution().sum(), expected);
  }

  /**
   * Asserts how many values were at most a bound.
   *
   * @param bound one of the family's buckets, in its unit
   */
  public SeriesAssert hasCountAtMost(double bound, long expected) {
    DistributionView values = distribution();
    StringBuilder bounds = new StringBuilder();
    for (int i = 0; i < values.bounds(); i++) {
      if (values.bound(i) == bound) {
        return equal("count of at most " + bound, values.cumulativeCount(i), expected);
      }
      bounds.append(i == 0 ? "" : ", ").append(values.bound(i));
    }
    throw new AssertionError(
        series + " has no bucket " + bound + "; expected one of [" + bounds + "]");
  }

  /**
   * Asserts that a quantile is between two times, inclusive: of a latency over its main window.
   *
   * @param quantile 0, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999, 1, or one that the family shows
   */
  public SeriesAssert hasQuantileBetween(double quantile, Duration least, Duration most) {
    double value = quantile(quantile);
    return quantile(
        value >= seconds(least) && value <= seconds(most), quantile, least, most, value + " s");
  }

  /**
   * Asserts that a quantile is between two values, inclusive, in the family's unit: of a value
   * recorder over its main window.
   *
   * @param quantile as above
   */
  public SeriesAssert hasQuantileBetween(double quantile, double least, double most) {
    double value = quantile(quantile);
    return quantile(value >= least && value <= most, quantile, least, most, value + "");
  }

  private double quantile(double quantile) {
    Double value = series.quantiles().get(quantile);
    if (value == null) {
      throw new AssertionError(
          series
              + " has no quantile "
              + quantile
              + "; expected one of "
              + series.quantiles().keySet());
    }
    return value;
  }

  private SeriesAssert quantile(
      boolean holds, double quantile, Object least, Object most, String was) {
    if (!holds) {
      throw new AssertionError(
          "expected the quantile "
              + quantile
              + " to be "
              + least
              + " to "
              + most
              + ", was "
              + was
              + ": "
              + series);
    }
    return this;
  }

  /**
   * Asserts that a state set is in a state.
   *
   * @param state its name as it is shown
   */
  public SeriesAssert isIn(Object state) {
    return states(state, true);
  }

  /**
   * Asserts that a state set is not in a state.
   *
   * @param state its name as it is shown
   */
  public SeriesAssert isNotIn(Object state) {
    return states(state, false);
  }

  private SeriesAssert states(Object state, boolean expected) {
    Boolean on = series.states().get(state.toString());
    if (on == null) {
      throw new AssertionError(
          series + " has no state " + state + "; expected one of " + series.states().keySet());
    }
    if (on != expected) {
      throw new AssertionError("expected " + (expected ? "" : "not ") + state + ", was " + series);
    }
    return this;
  }

  private DistributionView distribution() {
    if (series.distribution() == null) {
      throw new AssertionError(series + " has no count; expected hasValue or isIn");
    }
    return series.distribution();
  }

  private SeriesAssert equal(String what, double was, double expected) {
    boolean equal = was == expected || Double.compare(was, expected) == 0; // so that NaN is NaN
    return verdict(equal, what, SeriesSnapshot.number(was), SeriesSnapshot.number(expected));
  }

  private SeriesAssert equal(String what, long was, long expected) {
    return verdict(was == expected, what, Long.toString(was), Long.toString(expected));
  }

  private SeriesAssert verdict(boolean holds, String what, String was, String expected) {
    if (!holds) {
      throw new AssertionError(
          "expected the " + what + " " + expected + ", was " + was + ": " + series);
    }
    return this;
  }

  private static double seconds(Duration time) {
    return time.toNanos() / NANOS_PER_SECOND;
  }
}
