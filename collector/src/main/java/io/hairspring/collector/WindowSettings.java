package io.hairspring.collector;

import java.time.Duration;
import java.util.Objects;

/**
 * How long a window of latency recorders is, and in how many steps it moves. A window covers the
 * running step and those before it, so it is never longer than {@code length} and shorter by at
 * most a step. More steps move it more smoothly, and each keeps one more snapshot per recorder.
 *
 * @param length 1 second to 1 day
 * @param steps 1 to 60, each of them at least 100 ms long
 */
public record WindowSettings(Duration length, int steps) {
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofDays(1);
  private static final int MOST_STEPS = 60;
  private static final Duration SHORTEST_STEP = Duration.ofMillis(100);

  /**
   * Checks.
   *
   * @throws IllegalArgumentException if a value is out of its range
   */
  public WindowSettings {
    Objects.requireNonNull(length, "length");
    if (length.compareTo(SHORTEST) < 0 || length.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "length of a window must be 1 second to 1 day, was " + length);
    }
    if (steps < 1 || steps > MOST_STEPS || length.dividedBy(steps).compareTo(SHORTEST_STEP) < 0) {
      throw new IllegalArgumentException(
          "steps of a window must be 1 to "
              + MOST_STEPS
              + " of at least 100 ms, were "
              + steps
              + " in "
              + length);
    }
  }

  /** Returns the window unless told otherwise: 60 seconds in 6 steps. */
  public static WindowSettings defaults() {
    return new WindowSettings(Duration.ofSeconds(60), 6);
  }
}
