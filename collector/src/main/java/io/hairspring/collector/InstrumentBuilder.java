package io.hairspring.collector;

/**
 * Describes an instrument, and makes it or a family of it. Not thread-safe.
 *
 * @param <I> the kind of instrument
 * @param <B> the builder itself, so that calls can be chained in any order
 */
public interface InstrumentBuilder<I, B extends InstrumentBuilder<I, B>> {
  /**
   * Sets how many series the family may have before further label values share one more, whose
   * labels read {@code overflow}; as the collector's configuration says unless told otherwise.
   *
   * @throws IllegalArgumentException if it is below 1
   */
  B maxSeries(int maxSeries);

  /**
   * Gives every series a label of this value, after the labels that the collector gives to all.
   *
   * @throws IllegalArgumentException if the label name is there already, or the value is too long
   */
  B label(String labelName, String value);

  /**
   * Sets whether the instrument is there at all; one that is not does nothing when written, is not
   * shown, and leaves its name to others.
   */
  B enabled(boolean enabled);

  /**
   * Makes the instrument, without labels of its own.
   *
   * @throws IllegalArgumentException if another metric emits a line of the same name
   */
  I register();

  /**
   * Makes a family of instruments that are told apart by the values of these labels.
   *
   * @throws IllegalArgumentException if a label name is not allowed, or if another metric emits a
   *     line of the same name
   */
  Family<I> family(String... labelNames);
}
