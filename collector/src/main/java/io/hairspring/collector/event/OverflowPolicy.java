package io.hairspring.collector.event;

import java.time.Duration;

/**
 * What happens to an event that finds the ring full. Whichever is chosen is counted.
 *
 * @param kind what to do
 * @param waitLimitNanos how long to wait for room, nanoseconds; 0 unless the kind is {@link
 *     Kind#WAIT}
 */
public record OverflowPolicy(Kind kind, long waitLimitNanos) {
  /** The ways to deal with a full ring. */
  public enum Kind {
    /** The caller applies the event itself: nothing is lost, and the caller pays for it. */
    RECORD_INLINE,
    /** The event is dropped. */
    DROP,
    /** The caller waits for room, and drops the event if none comes in time. */
    WAIT
  }

  /** Checks. */
  public OverflowPolicy {
    if ((kind == Kind.WAIT) != (waitLimitNanos > 0)) {
      throw new IllegalArgumentException(
          "waitLimitNanos must be positive for WAIT and 0 otherwise, was " + waitLimitNanos);
    }
  }

  /** Lets the caller apply what finds no room. */
  public static OverflowPolicy recordInline() {
    return new OverflowPolicy(Kind.RECORD_INLINE, 0);
  }

  /** Drops what finds no room. */
  public static OverflowPolicy drop() {
    return new OverflowPolicy(Kind.DROP, 0);
  }

  /** Waits for room, for as long as {@code limit}, then drops. */
  public static OverflowPolicy waitAtMost(Duration limit) {
    return new OverflowPolicy(Kind.WAIT, limit.toNanos());
  }
}
