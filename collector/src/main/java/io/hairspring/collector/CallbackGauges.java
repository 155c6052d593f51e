package io.hairspring.collector;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.DoubleSupplier;

/** Gauges of one name whose values somebody else keeps, told apart by label values. Any thread. */
public final class CallbackGauges {
  private final Family<CallbackGauge> family; // null in a collector that is switched off

  CallbackGauges(Family<CallbackGauge> family) {
    this.family = family;
  }

  /**
   * Returns gauges of the same name that are told apart by other labels, as {@link Family#labelSet}
   * does.
   */
  public CallbackGauges labelSet(String... labelNames) {
    return family == null ? this : new CallbackGauges(family.labelSet(labelNames));
  }

  /**
   * Shows a value under these label values, in place of any shown there before. One beyond {@code
   * maxSeries}, or with a label value that is too long, is not shown, and counted as a look-up that
   * overflowed or was too long: values of several callbacks cannot share a series.
   *
   * @param value answers at once, from any thread; where it throws, the gauge is left out of that
   *     answer and the failure counted
   * @throws IllegalArgumentException if the family does not have as many labels
   */
  public void put(DoubleSupplier value, String... labelValues) {
    Objects.requireNonNull(value, "value");
    Objects.requireNonNull(labelValues, "labelValues");
    if (family != null) {
      CallbackGauge gauge = family.own(Arrays.asList(labelValues));
      if (gauge != null) {
        gauge.ask(value);
      }
    }
  }

  /**
   * Shows the value under these label values no more.
   *
   * @return whether it was shown
   * @throws IllegalArgumentException if the family does not have as many labels
   */
  public boolean remove(String... labelValues) {
    Objects.requireNonNull(labelValues, "labelValues");
    return family != null && family.remove(labelValues);
  }
}
