package io.hairspring.micrometer;

import io.hairspring.collector.WindowSettings;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import java.time.Duration;

/** How Micrometer's expiry and buffer length are windows. */
final class Windows {
  static final Duration SHORTEST = Duration.ofSeconds(1);
  static final Duration LONGEST = Duration.ofDays(1);

  private static final int MOST_STEPS = 60;
  private static final long LEAST_STEP_MILLIS = 100;

  private Windows() {}

  /**
   * Returns the window of percentiles: the expiry, in as many steps as the buffer is long. What the
   * collector does not take is brought within its bounds.
   */
  static WindowSettings ofPercentiles(DistributionStatisticConfig config) {
    Duration length = expiry(config);
    long most = Math.min(MOST_STEPS, length.toMillis() / LEAST_STEP_MILLIS);
    return new WindowSettings(length, (int) Math.min(steps(config), most));
  }

  /** Returns how long a step of the window of {@code max} is, of which it has {@link #steps}. */
  static Duration expiry(DistributionStatisticConfig config) {
    Duration expiry = config.getExpiry();
    if (expiry.compareTo(SHORTEST) < 0) {
      return SHORTEST;
    }
    return expiry.compareTo(LONGEST) > 0 ? LONGEST : expiry;
  }

  /** Returns in how many steps windows move. */
  static int steps(DistributionStatisticConfig config) {
    return Math.min(Math.max(config.getBufferLength(), 1), MOST_STEPS);
  }
}
