package io.hairspring.collector;

import io.hairspring.collector.view.LatencyShape;
import java.time.Duration;

/** Describes a latency recorder. */
public interface LatencyBuilder extends InstrumentBuilder<LatencyRecorder, LatencyBuilder> {
  /**
   * Sets the precision: 1 to 3 significant digits; 2, within 1 %, unless told otherwise.
   *
   * @throws IllegalArgumentException if there are fewer or more
   */
  LatencyBuilder significantDigits(int digits);

  /**
   * Sets the longest latency told apart, 1 µs to 365 days; an hour unless told otherwise.
   *
   * @throws IllegalArgumentException if it is shorter or longer
   */
  LatencyBuilder highestTrackable(Duration highest);

  /**
   * Sets exact buckets. A recorder that has them is shown as a histogram, one without as a summary
   * of quantiles, unless {@link #show} or the configuration says otherwise.
   *
   * @param upperBoundsSeconds positive, finite, increasing; at most 500
   * @throws IllegalArgumentException if they are not
   */
  LatencyBuilder buckets(double... upperBoundsSeconds);

  /**
   * Sets exact buckets, as {@link #buckets(double...)} does, such as those of an objective.
   *
   * @param first of the upper bounds, 1 ns to 365 days, increasing; at most 500
   * @throws IllegalArgumentException if they are not
   */
  LatencyBuilder buckets(Duration first, Duration... more);

  /**
   * Sets the windows of the recorder, 1 to 4, the main one first; those of the collector's
   * configuration unless told otherwise.
   *
   * @throws IllegalArgumentException if there are none, or more
   */
  LatencyBuilder windows(WindowSettings... windows);

  /**
   * Chooses the shapes in which the recorder is shown, in place of those of the collector's
   * configuration: any set of them, also none, where its gauges are all that is wanted. A summary
   * beside another shape is called {@code call_quantiles_seconds}; a histogram without {@link
   * #buckets} has those from 5 ms to 10 s. JSON shows a recorder once, whatever is chosen.
   */
  LatencyBuilder show(LatencyShape... shapes);

  /**
   * Sets which quantiles of the main window a summary shows; 0.5, 0.95 and 0.99 unless told
   * otherwise. JSON, summary and gauges show their own.
   *
   * @param quantiles ascending, 0 to 1; at most 32, none for count and sum alone
   * @throws IllegalArgumentException if they are not
   */
  LatencyBuilder quantiles(double... quantiles);

  /**
   * Shows these figures of the recorder's main window as gauges, in place of those of the
   * collector's configuration. Their names are made of the recorder's, as {@link LatencyGauge}
   * says, and where one of them is taken the recorder is refused.
   */
  LatencyBuilder gauges(LatencyGauge... gauges);
}
