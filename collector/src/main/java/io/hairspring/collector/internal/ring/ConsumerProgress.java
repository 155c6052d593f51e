package io.hairspring.collector.internal.ring;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * What the consumer tells of its progress. The consumer writes, anybody reads; each field stands
 * for itself, so opaque is enough.
 */
final class ConsumerProgress {
  private static final VarHandle BUSY_SINCE;
  private static final VarHandle NANOS_PER_EVENT;
  private static final VarHandle LATEST;
  private static final VarHandle EARLIER;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      BUSY_SINCE = lookup.findVarHandle(ConsumerProgress.class, "busySinceNanos", long.class);
      NANOS_PER_EVENT = lookup.findVarHandle(ConsumerProgress.class, "nanosPerEvent", long.class);
      LATEST = lookup.findVarHandle(ConsumerProgress.class, "latest", long.class);
      EARLIER = lookup.findVarHandle(ConsumerProgress.class, "earlier", long.class);
    } catch (ReflectiveOperationException impossible) {
      throw new ExceptionInInitializerError(impossible);
    }
  }

  private static final long IDLE = 0;
  private static final long MINUTE_NANOS = TimeUnit.MINUTES.toNanos(1);
  private static final int DEPTH_BITS = 24; // above the largest ring
  private static final long DEPTH_MASK = (1L << DEPTH_BITS) - 1;

  private final LongSupplier nanoTime;
  private final long startNanos;

  @SuppressWarnings("UnusedVariable") // reached by BUSY_SINCE alone
  private long busySinceNanos = IDLE;

  @SuppressWarnings("UnusedVariable") // reached by NANOS_PER_EVENT alone
  private long nanosPerEvent;

  // The largest depth of a minute, with that minute's number in the bits above it, so that a reader
  // can tell how old it is: of the last minute that had a batch, and of the one before it.
  private long latest;

  @SuppressWarnings("UnusedVariable") // reached by EARLIER alone
  private long earlier;

  ConsumerProgress(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    startNanos = nanoTime.getAsLong();
  }

  /** Begins a batch before which {@code depth} events waited. */
  long begin(long depth) {
    long now = nanoTime.getAsLong();
    BUSY_SINCE.setOpaque(this, now == IDLE ? 1 : now);
    long stamped = minute(now) << DEPTH_BITS | depth;
    if (stamped > latest) {
      if (stamped >> DEPTH_BITS != latest >> DEPTH_BITS) {
        EARLIER.setOpaque(this, latest);
      }
      LATEST.setOpaque(this, stamped);
    }
    return now;
  }

  /** Ends a batch of {@code events}. */
  void end(long begunNanos, long events) {
    NANOS_PER_EVENT.setOpaque(this, (nanoTime.getAsLong() - begunNanos) / events);
    BUSY_SINCE.setOpaque(this, IDLE);
  }

  private long minute(long now) {
    return (now - startNanos) / MINUTE_NANOS;
  }

  /** Returns how long the running batch has taken, 0 if none runs. */
  long busyNanos() {
    long since = (long) BUSY_SINCE.getOpaque(this);
    return since == IDLE ? 0 : Math.max(nanoTime.getAsLong() - since, 0);
  }

  long nanosPerEvent() {
    return (long) NANOS_PER_EVENT.getOpaque(this);
  }

  /** Returns the largest depth that a batch found in this minute or the one before. */
  long largestDepth() {
    long oldest = minute(nanoTime.getAsLong()) - 1;
    return Math.max(
        since(oldest, (long) LATEST.getOpaque(this)),
        since(oldest, (long) EARLIER.getOpaque(this)));
  }

  private static long since(long oldest, long stamped) {
    return stamped >> DEPTH_BITS < oldest ? 0 : stamped & DEPTH_MASK;
  }
}
