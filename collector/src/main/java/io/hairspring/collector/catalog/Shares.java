package io.hairspring.collector.catalog;

import io.hairspring.collector.Counter;
import io.hairspring.collector.RatioGauges;

/** Ratio gauges that have some of a group's labels: see {@link Cut}. */
final class Shares {
  private final RatioGauges gauges;
  private final int[] from;

  Shares(RatioGauges gauges, int[] from) {
    this.gauges = gauges;
    this.from = from;
  }

  void part(Counter counter, String... values) {
    gauges.part(counter, Cut.pick(from, values));
  }

  void whole(Counter counter, String... values) {
    gauges.whole(counter, Cut.pick(from, values));
  }
}
