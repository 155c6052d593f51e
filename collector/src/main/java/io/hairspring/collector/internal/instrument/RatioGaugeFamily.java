package io.hairspring.collector.internal.instrument;

import io.hairspring.collector.Counter;
import io.hairspring.collector.RatioGauges;
import java.util.Arrays;
import java.util.Objects;

/** A family of ratios. */
final class RatioGaugeFamily implements RatioGauges {
  private final SeriesFamily<RatioGauge> family; // null in a collector that is switched off

  RatioGaugeFamily(SeriesFamily<RatioGauge> family) {
    this.family = family;
  }

  @Override
  public void part(Counter counter, String... labelValues) {
    Objects.requireNonNull(counter, "counter");
    Objects.requireNonNull(labelValues, "labelValues");
    if (family != null) {
      family.with(Arrays.asList(labelValues)).part(counter);
    }
  }

  @Override
  public void whole(Counter counter, String... labelValues) {
    Objects.requireNonNull(counter, "counter");
    Objects.requireNonNull(labelValues, "labelValues");
    if (family != null) {
      family.with(Arrays.asList(labelValues)).whole(counter);
    }
  }
}
