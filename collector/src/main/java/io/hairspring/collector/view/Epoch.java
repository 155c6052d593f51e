package io.hairspring.collector.view;

import java.time.Instant;
import java.util.Objects;

/**
 * The time between two resets.
 *
 * @param number counts from 1 for the epoch that starts with the collector
 * @param start when it began
 * @param end not before the start: when it was closed, or when it was asked for if it is still open
 */
public record Epoch(long number, Instant start, Instant end) {
  /** Creates an epoch. */
  public Epoch {
    if (number < 1) {
      throw new IllegalArgumentException("number must be at least 1, was " + number);
    }
    Objects.requireNonNull(start, "start");
    Objects.requireNonNull(end, "end");
    if (end.isBefore(start)) {
      throw new IllegalArgumentException("end must not be before " + start + ", was " + end);
    }
  }

  /**
   * Returns an epoch that ends now, or where it began if a wall clock that was set back says
   * earlier.
   */
  public static Epoch until(long number, Instant start, Instant now) {
    return new Epoch(number, start, now.isBefore(start) ? start : now);
  }
}
