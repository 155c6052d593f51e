package io.hairspring.collector;

import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Gauges of one name whose values somebody else keeps, told apart by label values. Several owners,
 * each with an object of this type, may share the name, but no label values. Any thread.
 */
public interface CallbackGauges extends AutoCloseable {
  /**
   * Returns gauges of the same name that are told apart by other labels, as {@link Family#labelSet}
   * does.
   */
  CallbackGauges labelSet(String... labelNames);

  /**
   * Shows a value under these label values, in place of any that this owner showed there. One
   * beyond {@code maxSeries}, or with a label value that is too long, is not shown, and counted as
   * a look-up that overflowed or was too long: values of several callbacks cannot share a series.
   *
   * @param value answers at once, from any thread; where it throws, the gauge is left out of that
   *     answer and the failure counted
   * @throws IllegalArgumentException if the family does not have as many labels, or another owner
   *     shows a value there
   */
  void put(DoubleSupplier value, @Nullable String... labelValues);

  /**
   * Shows a value of an object, as {@link #put(DoubleSupplier, String...)} does, without keeping
   * the object alive: once nothing else does, the value is shown no more.
   *
   * @param value answers for the object; must not hold it otherwise
   */
  <T> void put(T object, ToDoubleFunction<? super T> value, @Nullable String... labelValues);

  /**
   * Shows the value under these label values no more.
   *
   * @return whether it was shown, and this owner's
   * @throws IllegalArgumentException if the family does not have as many labels
   */
  boolean remove(@Nullable String... labelValues);

  /** Shows this owner's values no more, and gives the name back unless others share it. */
  @Override
  void close();
}
