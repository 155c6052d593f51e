package io.hairspring.collector;

import java.util.Arrays;
import java.util.Objects;

/**
 * Gauges of one name that show which share of some counts other counts are, such as errors of
 * requests. Computed when somebody reads, from what the counters counted since the last reset of
 * these gauges; NaN while nothing was counted. Costs those who count nothing. Any thread.
 */
public final class RatioGauges {
  private final Family<RatioGauge> family; // null in a collector that is switched off

  RatioGauges(Family<RatioGauge> family) {
    this.family = family;
  }

  /**
   * Adds a counter to the part; adding it again changes nothing.
   *
   * @throws IllegalArgumentException if the family does not have as many labels
   */
  public void part(Counter counter, String... labelValues) {
    Objects.requireNonNull(counter, "counter");
    Objects.requireNonNull(labelValues, "labelValues");
    if (family != null) {
      family.with(Arrays.asList(labelValues)).part(counter);
    }
  }

  /**
   * Adds a counter to the whole, which the part belongs to; adding it again changes nothing.
   *
   * @throws IllegalArgumentException if the family does not have as many labels
   */
  public void whole(Counter counter, String... labelValues) {
    Objects.requireNonNull(counter, "counter");
    Objects.requireNonNull(labelValues, "labelValues");
    if (family != null) {
      family.with(Arrays.asList(labelValues)).whole(counter);
    }
  }
}
