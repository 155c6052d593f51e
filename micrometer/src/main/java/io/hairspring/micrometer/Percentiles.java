package io.hairspring.micrometer;

import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import java.util.Arrays;

/** Which percentiles a meter publishes. */
final class Percentiles {
  private static final double[] NONE = {};

  private Percentiles() {}

  /** Returns them ascending, each once; empty for none. */
  static double[] of(DistributionStatisticConfig config) {
    double[] percentiles = config.getPercentiles();
    return percentiles == null ? NONE : Arrays.stream(percentiles).sorted().distinct().toArray();
  }
}
