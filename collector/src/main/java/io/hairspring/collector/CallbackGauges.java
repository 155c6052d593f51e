package io.hairspring.collector;

import java.util.function.DoubleSupplier;

/** Gauges of one name whose values somebody else keeps, told apart by label values. Any thread. */
public interface CallbackGauges {
  /**
   * Returns gauges of the same name that are told apart by other labels, as {@link Family#labelSet}
   * does.
   */
  CallbackGauges labelSet(String... labelNames);

  /**
   * Shows a value under these label values, in place of any shown there before. One beyond {@code
   * maxSeries}, or with a label value that is too long, is not shown, and counted as a look-up that
   * overflowed or was too long: values of several callbacks cannot share a series.
   *
   * @param value answers at once, from any thread; where it throws, the gauge is left out of that
   *     answer and the failure counted
   * @throws IllegalArgumentException if the family does not have as many labels
   */
  void put(DoubleSupplier value, String... labelValues);

  /**
   * Shows the value under these label values no more.
   *
   * @return whether it was shown
   * @throws IllegalArgumentException if the family does not have as many labels
   */
  boolean remove(String... labelValues);
}
