package io.hairspring.micrometer;

import io.hairspring.collector.LatencyGauge;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;

/**
 * What a {@link HairspringMeterRegistry} is made with. Immutable; each {@code with} method returns
 * a changed copy.
 *
 * @param step how long a window of percentiles is, and a step of the window of {@code max}, for
 *     meters that do not choose ({@code distributionStatisticExpiry}); 1 second to 1 day
 * @param descriptions whether families show the meters' descriptions; if not, and for a meter
 *     without one, they show its name
 * @param nativeHistograms whether timers are shown as native histograms, besides their buckets; not
 *     those that publish percentiles and have no buckets, which stay summaries
 * @param gauges figures of the window of percentiles that timers show as gauges besides
 */
public record HairspringMeterConfig(
    Duration step, boolean descriptions, boolean nativeHistograms, Set<LatencyGauge> gauges) {
  private static final HairspringMeterConfig DEFAULTS =
      new HairspringMeterConfig(Duration.ofMinutes(1), true, false, Set.of());

  /**
   * Checks.
   *
   * @throws IllegalArgumentException if the step is out of its range
   */
  public HairspringMeterConfig {
    Objects.requireNonNull(step, "step");
    if (step.compareTo(Windows.SHORTEST) < 0 || step.compareTo(Windows.LONGEST) > 0) {
      throw new IllegalArgumentException("step must be 1 second to 1 day, was " + step);
    }
    gauges = Set.copyOf(gauges);
  }

  /** Returns a step of a minute, with descriptions, without native histograms and gauges. */
  public static HairspringMeterConfig defaults() {
    return DEFAULTS;
  }

  /** Returns a copy with another step. */
  public HairspringMeterConfig withStep(Duration step) {
    return new HairspringMeterConfig(step, descriptions, nativeHistograms, gauges);
  }

  /** Returns a copy that shows descriptions or does not. */
  public HairspringMeterConfig withDescriptions(boolean descriptions) {
    return new HairspringMeterConfig(step, descriptions, nativeHistograms, gauges);
  }

  /** Returns a copy that shows timers as native histograms or does not. */
  public HairspringMeterConfig withNativeHistograms(boolean nativeHistograms) {
    return new HairspringMeterConfig(step, descriptions, nativeHistograms, gauges);
  }

  /** Returns a copy whose timers show these figures as gauges besides; none for no gauges. */
  public HairspringMeterConfig withGauges(LatencyGauge... gauges) {
    return new HairspringMeterConfig(
        step, descriptions, nativeHistograms, Set.copyOf(Arrays.asList(gauges)));
  }
}
