package io.hairspring.collector.internal.rules;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Checks of what an instrument is made with. Every message says what, its value, and its range. */
public final class Limits {
  /** As long as nanoseconds can say. */
  public static final Duration UNLIMITED = Duration.ofNanos(Long.MAX_VALUE);

  private static final int MOST_CHARS_SHOWN = 100;
  private static final int MOST_WINDOWS = 4;
  private static final int MOST_QUANTILES = 32;

  // A histogram has five cells more, all neighbours, of which a stripe gives 512 at a time.
  private static final int MOST_BOUNDS = 500;

  private Limits() {}

  /**
   * Checks a text that is to be a label value.
   *
   * @throws IllegalArgumentException if it has more than {@code maxChars}
   */
  static void chars(String what, String text, int maxChars) {
    if (text.length() > maxChars) {
      throw new IllegalArgumentException(
          what + " must have at most " + maxChars + " chars, had " + text.length());
    }
  }

  /**
   * Returns the value that a label is set up with.
   *
   * @throws NullPointerException if it is null
   * @throws IllegalArgumentException if it has more than {@code maxChars}
   */
  public static String labelValue(String metric, String label, String value, int maxChars) {
    String what = "value of label \"" + label + "\" of " + metric;
    chars(what, Objects.requireNonNull(value, () -> what + " must not be null"), maxChars);
    return value;
  }

  /**
   * Returns what to throw where something takes another number of label values than it was given.
   *
   * @param names of the labels; none if they have none
   */
  public static IllegalArgumentException labelCount(
      String what, int labels, List<String> names, String... given) {
    String values = Arrays.stream(given).map(Limits::quoted).collect(Collectors.joining(", "));
    return new IllegalArgumentException(
        what
            + (labels == 1 ? " takes 1 label" : " takes " + labels + " labels")
            + (names.isEmpty() ? "" : " (" + String.join(", ", names) + ")")
            + ", got "
            + given.length
            + (given.length == 0 ? "" : " (" + values + ")"));
  }

  private static String quoted(String value) {
    boolean tooLong = value != null && value.length() > MOST_CHARS_SHOWN;
    return value == null
        ? "null"
        : '"' + (tooLong ? value.substring(0, MOST_CHARS_SHOWN) + "…" : value) + '"';
  }

  /**
   * Returns {@code name} if it may tell something apart in the collector's own metrics.
   *
   * @throws IllegalArgumentException if it is null, blank or too long
   */
  public static String name(String what, String name, int maxChars) {
    if (name == null || name.isBlank()) {
      throw new IllegalArgumentException(
          what + " must not be blank, was " + (name == null ? null : '"' + name + '"'));
    }
    chars(what, name, maxChars);
    return name;
  }

  /**
   * Returns a copy.
   *
   * @throws NullPointerException if {@code values} is null or holds null
   */
  public static <T> List<T> all(String what, Collection<T> values) {
    Objects.requireNonNull(values, what);
    for (T value : values) {
      Objects.requireNonNull(value, () -> what + " must not hold null, were " + values);
    }
    return List.copyOf(values);
  }

  /** Returns a copy, as {@link #all(String, Collection)} does. */
  public static <T> List<T> all(String what, T[] values) {
    return all(what, Arrays.asList(Objects.requireNonNull(values, what)));
  }

  /** Returns each of some constants once, as {@link #all(String, Collection)} does. */
  public static <T> Set<T> distinct(String what, T[] values) {
    return Set.copyOf(all(what, values));
  }

  /**
   * Checks a number.
   *
   * @param most {@link Long#MAX_VALUE} for no bound
   * @throws IllegalArgumentException if it is not within {@code least} and {@code most}
   */
  public static void number(String what, long value, long least, long most) {
    if (value < least || value > most) {
      String range = most == Long.MAX_VALUE ? "at least " + least : least + " to " + most;
      throw new IllegalArgumentException(what + " must be " + range + ", was " + value);
    }
  }

  /**
   * Returns a duration in nanoseconds.
   *
   * @throws IllegalArgumentException if it is not within {@code least} and {@code most}
   */
  public static long nanos(String what, Duration duration, Duration least, Duration most) {
    if (duration == null || duration.compareTo(least) < 0 || duration.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          what + " must be " + least + " to " + most + ", was " + duration);
    }
    return duration.toNanos();
  }

  /** Returns how long a caller wants to wait, in nanoseconds: 0 if it is negative, no overflow. */
  public static long patienceNanos(String what, Duration patience) {
    Objects.requireNonNull(patience, what);
    if (patience.isNegative()) {
      return 0;
    }
    return patience.compareTo(UNLIMITED) >= 0 ? Long.MAX_VALUE : patience.toNanos();
  }

  /**
   * Returns a copy of the upper bounds of buckets.
   *
   * @param above what each of them is larger than
   * @throws IllegalArgumentException if they are not so, finite and increasing, or more than 500
   */
  public static double[] bounds(String metric, double[] bounds, double above) {
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
   * Returns a copy of the quantiles of a summary.
   *
   * @throws IllegalArgumentException if they are not 0 to 1 and ascending, or more than 32
   */
  public static List<Double> quantiles(String metric, double[] quantiles) {
    Objects.requireNonNull(quantiles, () -> "quantiles of " + metric + " must not be null");
    boolean allowed = quantiles.length <= MOST_QUANTILES;
    double last = -1;
    for (double quantile : quantiles) {
      allowed &= quantile >= 0 && quantile <= 1 && quantile > last;
      last = quantile;
    }
    if (!allowed) {
      throw new IllegalArgumentException(
          "quantiles of "
              + metric
              + " must be at most "
              + MOST_QUANTILES
              + ", 0 to 1 and ascending, were "
              + Arrays.toString(quantiles));
    }
    return Arrays.stream(quantiles).boxed().toList();
  }

  /**
   * Returns a copy of the windows of latency recorders.
   *
   * @throws IllegalArgumentException if there are none, or more than 4
   */
  public static <W> List<W> windows(String owner, Collection<W> windows) {
    List<W> all = all("windows of " + owner, windows);
    if (all.isEmpty() || all.size() > MOST_WINDOWS) {
      throw new IllegalArgumentException(
          "windows of " + owner + " must be 1 to " + MOST_WINDOWS + ", were " + all.size());
    }
    return all;
  }

  /** Returns a copy, as {@link #windows(String, Collection)} does. */
  public static <W> List<W> windows(String owner, W[] windows) {
    return windows(owner, all("windows of " + owner, windows));
  }
}
