package io.hairspring.micrometer;

import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;

/** The upper bounds of a meter's buckets. */
final class Bounds {
  private Bounds() {}

  /** Returns them in the unit that the meter records, ascending and finite; empty for none. */
  static double[] of(DistributionStatisticConfig config) {
    return config.getHistogramBuckets(true).stream()
        .mapToDouble(Double::doubleValue)
        .filter(Double::isFinite)
        .toArray();
  }
}
