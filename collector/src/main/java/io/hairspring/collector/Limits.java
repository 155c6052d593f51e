package io.hairspring.collector;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** Checks of what an instrument is made with. Every message says what, its value, and its range. */
final class Limits {
  private static final int MOST_BOUNDS = 250;
  private static final int MOST_WINDOWS = 4;

  private Limits() {}

  /**
   * Checks a text that is to be a label value; null passes as empty.
   *
   * @throws IllegalArgumentException if it has more than {@code maxChars}
   */
  static void chars(String what, String text, int maxChars) {
    if (text != null && text.length() > maxChars) {
      throw new IllegalArgumentException(
          what + " must have at most " + maxChars + " chars, had " + text.length());
    }
  }

  /** Checks the value that a label is set up with, as {@link #chars} does. */
  static void labelValue(String metric, String label, String value, int maxChars) {
    chars("value of label \"" + label + "\" of " + metric, value, maxChars);
  }

  /**
   * Returns a duration in nanoseconds.
   *
   * @throws IllegalArgumentException if it is not within {@code least} and {@code most}
   */
  static long nanos(String what, Duration duration, Duration least, Duration most) {
    if (duration == null || duration.compareTo(least) < 0 || duration.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          what + " must be " + least + " to " + most + ", was " + duration);
    }
    return duration.toNanos();
  }

  /**
   * Returns a copy of the upper bounds of buckets.
   *
   * @param above what each of them is larger than
   * @throws IllegalArgumentException if they are not so, finite and increasing, or more than 250
   */
  static double[] bounds(String metric, double[] bounds, double above) {
    if (bounds == null || bounds.length > MOST_BOUNDS) {
      throw new IllegalArgumentException(
          "buckets of "
              + metric
              + " must be at most "
              + MOST_BOUNDS
              + ", were "
              + (bounds == null ? null : bounds.length));
    }
    double last = above;
    for (double bound : bounds) {
      if (!Double.isFinite(bound) || bound <= last) {
        throw new IllegalArgumentException(
            "buckets of "
                + metric
                + " must be "
                + (above == 0 ? "positive, " : "")
                + "finite and increasing, were "
                + Arrays.toString(bounds));
      }
      last = bound;
    }
    return bounds.clone();
  }

  /**
   * Returns a copy of the windows of latency recorders.
   *
   * @throws IllegalArgumentException if there are none, or more than 4
   */
  static List<WindowSettings> windows(String owner, List<WindowSettings> windows) {
    if (windows.isEmpty() || windows.size() > MOST_WINDOWS) {
      throw new IllegalArgumentException(
          "windows of " + owner + " must be 1 to " + MOST_WINDOWS + ", were " + windows.size());
    }
    return List.copyOf(windows);
  }
}
