package io.hairspring.collector;

import java.util.function.LongConsumer;

/**
 * Hides series in which nothing was recorded for long. They keep their place and their memory,
 * because somebody may hold a handle, and are shown again as soon as that is used.
 *
 * <p>Run by the clock. It holds the reading lock for some hundred series at a time, so a walk waits
 * for microseconds.
 */
final class Expiry implements LongConsumer {
  private static final int PIECE = 256;

  private final Registry registry;
  private final long limitNanos;
  private final Counter expired;
  private volatile long hidden; // as of the last look; written by the clock alone

  Expiry(Registry registry, long limitNanos, Counter expired) {
    this.registry = registry;
    this.limitNanos = limitNanos;
    this.expired = expired;
  }

  /** Returns how many series are hidden. Any thread. */
  long hidden() {
    return hidden;
  }

  @Override
  public void accept(long nowNanos) {
    long count = 0;
    for (RegisteredFamily<?> family : registry.idling()) {
      for (int next = 0; next >= 0; ) {
        int from = next;
        next = registry.reading(() -> family.hideIdle(from, PIECE, nowNanos, limitNanos, expired));
      }
      count += family.hidden();
    }
    hidden = count;
  }
}
