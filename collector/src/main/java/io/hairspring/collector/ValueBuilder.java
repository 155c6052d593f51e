package io.hairspring.collector;

import io.hairspring.collector.view.LatencyShape;

/** Describes a value recorder. The collector's settings of latency recorders do not concern it. */
public interface ValueBuilder extends InstrumentBuilder<ValueRecorder, ValueBuilder> {
  /**
   * Sets to how many decimal places values are kept, 0 to 6; none, as for sizes in bytes, unless
   * told otherwise. A ratio may need 4.
   *
   * @throws IllegalArgumentException if there are fewer or more
   */
  ValueBuilder decimalPlaces(int places);

  /**
   * Sets the precision: 1 to 3 significant digits; 2, within 1 %, unless told otherwise.
   *
   * @throws IllegalArgumentException if there are fewer or more
   */
  ValueBuilder significantDigits(int digits);

  /**
   * Sets the largest value told apart: at least a thousand steps of {@code 10^-decimalPlaces}, and
   * at most 10^16 of them; 10^12, or where that is more than 10^16 steps, so many, unless told
   * otherwise. {@code register} and {@code family} refuse what is beyond.
   */
  ValueBuilder highestTrackable(double highest);

  /**
   * Sets exact buckets. A recorder that has them is shown as a histogram, one without as a summary
   * of quantiles, unless {@link #show} says otherwise.
   *
   * @param upperBounds inclusive, positive, finite, increasing, of no more decimal places than the
   *     recorder's; at most 500
   * @throws IllegalArgumentException if they are not; for the places, from {@code register} and
   *     {@code family}
   */
  ValueBuilder buckets(double... upperBounds);

  /**
   * Sets the windows of the recorder, 1 to 4, the main one first; those of the collector's
   * configuration unless told otherwise.
   *
   * @throws IllegalArgumentException if there are none, or more
   */
  ValueBuilder windows(WindowSettings... windows);

  /**
   * Chooses the shapes in which the recorder is shown, as {@link LatencyBuilder#show} does. A
   * histogram needs {@link #buckets}: without them {@code register} and {@code family} refuse it.
   */
  ValueBuilder show(LatencyShape... shapes);

  /**
   * Sets which quantiles of the main window a summary shows; 0.5, 0.95 and 0.99 unless told
   * otherwise.
   *
   * @param quantiles ascending, 0 to 1; at most 32, none for count and sum alone
   * @throws IllegalArgumentException if they are not
   */
  ValueBuilder quantiles(double... quantiles);

  /**
   * Shows these figures of the recorder as gauges too; none unless told otherwise. The gauge of
   * {@code answer_bytes} is called {@code answer_p95_bytes}, that of {@code score} is {@code
   * score_p95}.
   */
  ValueBuilder gauges(LatencyGauge... gauges);
}
