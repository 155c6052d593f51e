package io.hairspring.micrometer;

import io.hairspring.collector.LatencyBuilder;
import io.hairspring.collector.LatencyGauge;
import io.hairspring.collector.WindowSettings;
import io.hairspring.collector.view.LatencyShape;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * How the timers of one name are recorded and shown. Immutable.
 *
 * @param boundsSeconds of buckets; none for a summary
 * @param quantiles of a summary
 * @param digits the precision
 * @param window of the quantiles
 * @param nativeHistogram whether they are shown as native histograms too
 * @param gauges of the window, shown besides
 */
record TimerLayout(
    List<Double> boundsSeconds,
    List<Double> quantiles,
    int digits,
    WindowSettings window,
    boolean nativeHistogram,
    Set<LatencyGauge> gauges) {
  private static final Duration HIGHEST = Duration.ofDays(365);
  static final double NANOS_PER_SECOND = 1e9;
  private static final int LEAST_DIGITS = 2;
  private static final int MOST_DIGITS = 3;

  TimerLayout(DistributionStatisticConfig config, HairspringMeterConfig registry) {
    this(
        Arrays.stream(Bounds.of(config)).map(nanos -> nanos / NANOS_PER_SECOND).boxed().toList(),
        Arrays.stream(Percentiles.of(config)).boxed().toList(),
        Math.min(Math.max(config.getPercentilePrecision(), LEAST_DIGITS), MOST_DIGITS),
        Windows.ofPercentiles(config),
        registry.nativeHistograms(),
        registry.gauges());
  }

  void describe(LatencyBuilder recorder) {
    recorder
        .significantDigits(digits)
        .highestTrackable(HIGHEST)
        .buckets(array(boundsSeconds))
        .windows(window)
        .quantiles(array(quantiles))
        .gauges(gauges.toArray(LatencyGauge[]::new))
        .show(shapes());
  }

  private LatencyShape[] shapes() {
    if (!boundsSeconds.isEmpty()) {
      return nativeHistogram
          ? new LatencyShape[] {LatencyShape.HISTOGRAM, LatencyShape.NATIVE}
          : new LatencyShape[] {LatencyShape.HISTOGRAM};
    }
    boolean lone = nativeHistogram && quantiles.isEmpty();
    return new LatencyShape[] {lone ? LatencyShape.NATIVE : LatencyShape.SUMMARY};
  }

  private static double[] array(List<Double> numbers) {
    return numbers.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
