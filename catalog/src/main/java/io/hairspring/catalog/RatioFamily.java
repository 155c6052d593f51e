package io.hairspring.catalog;

import io.hairspring.collector.Counter;
import io.hairspring.collector.RatioGauges;
import java.util.List;

/** Ratio gauges that have some of a group's labels: see {@link LabelProjection}. */
final class RatioFamily {
  private final RatioGauges gauges;
  private final int[] from;

  RatioFamily(RatioGauges gauges, int[] from) {
    this.gauges = gauges;
    this.from = from;
  }

  /** Adds a counter to the part of the gauge for these values. */
  void part(Counter counter, List<String> values) {
    gauges.part(counter, labels(values));
  }

  /** Adds a counter to the whole of the gauge for these values. */
  void whole(Counter counter, List<String> values) {
    gauges.whole(counter, labels(values));
  }

  /** Returns whether they are told apart by nothing. */
  boolean isOne() {
    return from.length == 0;
  }

  /** Returns whether there is nobody to make a series of, as {@link LabelProjection#lacks} does. */
  boolean lacks(List<String> values) {
    return LabelProjection.lacks(from, values.get(0), values.get(1));
  }

  private String[] labels(List<String> values) {
    return LabelProjection.pick(from, values).toArray(String[]::new);
  }
}
