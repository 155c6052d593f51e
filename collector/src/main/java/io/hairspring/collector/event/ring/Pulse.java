package io.hairspring.collector.event.ring;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.TimeUnit;

/**
 * What the consumer tells of its progress. The consumer writes, anybody reads; each field stands
 * for itself, so opaque is enough.
 */
final class Pulse {
  private static final VarHandle BUSY_SINCE;
  private static final VarHandle NANOS_PER_EVENT;
  private static final VarHandle LARGEST;
  private static final VarHandle LARGEST_BEFORE;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      BUSY_SINCE = lookup.findVarHandle(Pulse.class, "busySinceNanos", long.class);
      NANOS_PER_EVENT = lookup.findVarHandle(Pulse.class, "nanosPerEvent", long.class);
      LARGEST = lookup.findVarHandle(Pulse.class, "largest", long.class);
      LARGEST_BEFORE = lookup.findVarHandle(Pulse.class, "largestBefore", long.class);
    } catch (ReflectiveOperationException impossible) {
      throw new ExceptionInInitializerError(impossible);
    }
  }

  private static final long IDLE = 0;
  private static final long MINUTE_NANOS = TimeUnit.MINUTES.toNanos(1);

  @SuppressWarnings("UnusedVariable") // reached by BUSY_SINCE alone
  private long busySinceNanos = IDLE;

  @SuppressWarnings("UnusedVariable") // reached by NANOS_PER_EVENT alone
  private long nanosPerEvent;

  private long largest; // depth, in the running minute

  @SuppressWarnings("UnusedVariable") // reached by LARGEST_BEFORE alone
  private long largestBefore; // in the minute before

  private long minuteStartNanos = System.nanoTime(); // the consumer's alone

  /** Begins a batch. */
  long begin() {
    long now = System.nanoTime();
    BUSY_SINCE.setOpaque(this, now == IDLE ? 1 : now);
    return now;
  }

  /** Ends a batch of {@code events} that left {@code depth} behind. */
  void end(long startNanos, long events, long depth) {
    long now = System.nanoTime();
    NANOS_PER_EVENT.setOpaque(this, (now - startNanos) / events);
    if (now - minuteStartNanos > MINUTE_NANOS) {
      minuteStartNanos = now;
      LARGEST_BEFORE.setOpaque(this, largest);
      LARGEST.setOpaque(this, 0L);
    }
    if (depth > largest) {
      LARGEST.setOpaque(this, depth);
    }
    BUSY_SINCE.setOpaque(this, IDLE);
  }

  /** Returns how long the running batch has taken, 0 if none runs. */
  long busyNanos() {
    long since = (long) BUSY_SINCE.getOpaque(this);
    return since == IDLE ? 0 : Math.max(System.nanoTime() - since, 0);
  }

  long nanosPerEvent() {
    return (long) NANOS_PER_EVENT.getOpaque(this);
  }

  long largestDepth() {
    return Math.max((long) LARGEST.getOpaque(this), (long) LARGEST_BEFORE.getOpaque(this));
  }
}
