package io.hairspring.collector;

import io.hairspring.collector.internal.rules.Limits;
import io.hairspring.collector.internal.thread.DaemonThreads;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ThreadFactory;

/**
 * How an event ring is made. Immutable; each {@code with} method returns a changed copy.
 *
 * @param name tells the ring apart in the collector's own metrics, label {@code ring}; not blank,
 *     and no two open rings of a collector have the same
 * @param capacity slots, a power of two from 16 to 4194304, shared out evenly over lanes: two a
 *     processor, at most 16, each of 1024 slots at least. A thread always publishes to the same
 *     lane. Half of the slots are kept for the time in which a reader takes its view
 * @param overflow what happens to an event that finds the ring full
 * @param waitMode how the consumer waits
 * @param stallLimit how long one batch may take before the ring counts as stalled, 1 ns to 365 days
 * @param threads makes the consumer's thread
 */
public record EventSettings(
    String name,
    int capacity,
    OverflowPolicy overflow,
    WaitMode waitMode,
    Duration stallLimit,
    ThreadFactory threads) {
  private static final int LEAST_CAPACITY = 16;
  private static final int MOST_CAPACITY = 1 << 22;
  private static final int DEFAULT_CAPACITY = 1 << 16;
  private static final Duration SHORTEST_STALL = Duration.ofNanos(1);
  private static final Duration LONGEST_STALL = Duration.ofDays(365);

  /**
   * Checks.
   *
   * @throws IllegalArgumentException if a number is out of its range, or the name is blank
   */
  public EventSettings {
    Limits.name("name of a ring", name, Integer.MAX_VALUE); // the collector says how long
    Objects.requireNonNull(overflow, "overflow");
    Objects.requireNonNull(waitMode, "waitMode");
    Objects.requireNonNull(threads, "threads");
    if (capacity < LEAST_CAPACITY || capacity > MOST_CAPACITY || Integer.bitCount(capacity) != 1) {
      throw new IllegalArgumentException(
          "capacity must be a power of two from "
              + LEAST_CAPACITY
              + " to "
              + MOST_CAPACITY
              + ", was "
              + capacity);
    }
    Limits.nanos("stallLimit", stallLimit, SHORTEST_STALL, LONGEST_STALL);
  }

  /** Returns settings that lose nothing and cost an idle machine next to nothing. */
  public static EventSettings defaults() {
    return new EventSettings(
        "requests",
        DEFAULT_CAPACITY,
        OverflowPolicy.recordInline(),
        WaitMode.PARK,
        Duration.ofSeconds(5),
        work -> DaemonThreads.make("hairspring-events", work));
  }

  /** Returns a copy with another name. */
  public EventSettings withName(String name) {
    return new EventSettings(name, capacity, overflow, waitMode, stallLimit, threads);
  }

  /** Returns a copy with another number of slots. */
  public EventSettings withCapacity(int capacity) {
    return new EventSettings(name, capacity, overflow, waitMode, stallLimit, threads);
  }

  /** Returns a copy with another policy for a full ring. */
  public EventSettings withOverflow(OverflowPolicy overflow) {
    return new EventSettings(name, capacity, overflow, waitMode, stallLimit, threads);
  }

  /** Returns a copy whose consumer waits in another way. */
  public EventSettings withWaitMode(WaitMode waitMode) {
    return new EventSettings(name, capacity, overflow, waitMode, stallLimit, threads);
  }

  /** Returns a copy that counts as stalled after another time. */
  public EventSettings withStallLimit(Duration stallLimit) {
    return new EventSettings(name, capacity, overflow, waitMode, stallLimit, threads);
  }

  /** Returns a copy whose consumer runs on another kind of thread. */
  public EventSettings withThreads(ThreadFactory threads) {
    return new EventSettings(name, capacity, overflow, waitMode, stallLimit, threads);
  }
}
