package io.hairspring.collector;

import org.jspecify.annotations.Nullable;

/**
 * Gauges of one name that show which share of some counts other counts are, such as errors of
 * requests. Computed when somebody reads, from what the counters counted since the last reset of
 * these gauges; NaN while nothing was counted. Costs those who count nothing. Any thread.
 */
public interface RatioGauges extends AutoCloseable {
  /**
   * Adds a counter to the part; adding it again changes nothing.
   *
   * @throws IllegalArgumentException if the family does not have as many labels
   */
  void part(Counter counter, @Nullable String... labelValues);

  /**
   * Adds a counter to the whole, which the part belongs to; adding it again changes nothing.
   *
   * @throws IllegalArgumentException if the family does not have as many labels
   */
  void whole(Counter counter, @Nullable String... labelValues);

  /** Gives the gauges back: they are shown no more, unless others share them. */
  @Override
  void close();
}
