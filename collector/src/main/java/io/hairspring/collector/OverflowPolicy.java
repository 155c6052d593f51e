package io.hairspring.collector;

import java.time.Duration;
import java.util.Objects;

/**
 * What happens to an event that finds the ring full. Whichever is chosen is counted.
 *
 * @param kind what to do
 * @param waitLimitNanos how long to wait, nanoseconds: for room with {@link Kind#WAIT}, for a
 *     reader to end with {@link Kind#RECORD_INLINE}; 0 with {@link Kind#DROP}
 */
public record OverflowPolicy(Kind kind, long waitLimitNanos) {
  /** The ways to deal with a full ring. */
  public enum Kind {
    /**
     * The caller applies the event itself: nothing is lost, and the caller pays for it. If a reader
     * is there and the reserve for that time is used up as well, the caller waits for it, but not
     * for longer than the limit and not if another caller has given up on the same reader; then it
     * applies the event all the same, and the reader may see part of it.
     */
    RECORD_INLINE,
    /** The event is dropped. */
    DROP,
    /** The caller waits for room, and drops the event if none comes in time. */
    WAIT
  }

  private static final Duration READER_LIMIT = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofDays(365);

  /**
   * Checks.
   *
   * @throws IllegalArgumentException if the limit does not fit the kind
   */
  public OverflowPolicy {
    Objects.requireNonNull(kind, "kind");
    boolean fits =
        switch (kind) {
          case RECORD_INLINE -> waitLimitNanos >= 0;
          case DROP -> waitLimitNanos == 0;
          case WAIT -> waitLimitNanos > 0;
        };
    if (!fits) {
      throw new IllegalArgumentException(
          "waitLimitNanos must be positive for WAIT, 0 for DROP and not negative for"
              + " RECORD_INLINE, was "
              + waitLimitNanos
              + " for "
              + kind);
    }
  }

  /** Lets the caller apply what finds no room, and wait for a reader for 100 ms at most. */
  public static OverflowPolicy recordInline() {
    return recordInline(READER_LIMIT);
  }

  /**
   * Lets the caller apply what finds no room.
   *
   * @param readerLimit how long it waits for a reader at most, once a reading, up to 365 days; zero
   *     never waits and may show readers part of an event whenever the ring is full
   * @throws IllegalArgumentException if it is negative or longer
   */
  public static OverflowPolicy recordInline(Duration readerLimit) {
    return new OverflowPolicy(Kind.RECORD_INLINE, nanos("readerLimit", readerLimit));
  }

  /** Drops what finds no room. */
  public static OverflowPolicy drop() {
    return new OverflowPolicy(Kind.DROP, 0);
  }

  /**
   * Waits for room, for as long as {@code limit}, then drops.
   *
   * @throws IllegalArgumentException if the limit is not above 0 and up to 365 days
   */
  public static OverflowPolicy waitAtMost(Duration limit) {
    return new OverflowPolicy(Kind.WAIT, nanos("limit", limit));
  }

  private static long nanos(String what, Duration limit) {
    Objects.requireNonNull(limit, what);
    if (limit.isNegative() || limit.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(what + " must be 0 to 365 days, was " + limit);
    }
    return limit.toNanos();
  }
}
