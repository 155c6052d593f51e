package io.hairspring.collector.internal.registry;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Bounds how often collections begin, so that no reader in a loop is felt by writers: a collection
 * takes the cache lines of hot series away from the cores that write them, and a recording that
 * loads from such a line waits for it to come back.
 *
 * <p>A second's worth of collections may come at once; after that they begin at the rate, one by
 * one, and one that comes too early waits. This is virtual scheduling, the Generic Cell Rate
 * Algorithm of ITU-T I.371 and of ATM Forum Traffic Management 4.0.
 *
 * <p>Real time, whatever the collector's ticker says: one that stands still would hang readers.
 */
public final class CollectionRateLimiter {
  private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final long intervalNanos; // 0 without a bound
  private final long toleranceNanos;
  private final Runnable delayed;
  private final LongSupplier nanoTime;
  private final LongConsumer park;

  // Fair: readers begin in the order they came. Held by the one whose turn is next.
  private final ReentrantLock turn = new ReentrantLock(true);
  private long evenNanos; // when the next collection would begin at an even rate; under the lock

  /**
   * Creates one that begins with a second's worth.
   *
   * @param perSecond how many collections may begin in a second, 0 for any number
   * @param delayed run for each collection that has to wait, before it does
   */
  public CollectionRateLimiter(int perSecond, Runnable delayed) {
    this(perSecond, delayed, System::nanoTime, LockSupport::parkNanos);
  }

  /** Creates one on another time, of which {@code park} lets so many nanoseconds pass, or fewer. */
  public CollectionRateLimiter(
      int perSecond, Runnable delayed, LongSupplier nanoTime, LongConsumer park) {
    intervalNanos = perSecond == 0 ? 0 : (SECOND_NANOS + perSecond - 1) / perSecond;
    toleranceNanos = intervalNanos * (perSecond - 1);
    this.delayed = delayed;
    this.nanoTime = nanoTime;
    this.park = park;
    evenNanos = nanoTime.getAsLong();
  }

  /**
   * Waits until the caller's collection may begin: where n wait, n intervals at most. A thread that
   * is interrupted could not be parked, so it goes on at once and stays interrupted. Its collection
   * takes nobody's turn: what others wait stays bounded.
   */
  void awaitTurn() {
    if (intervalNanos == 0) {
      return;
    }
    try {
      turn.lockInterruptibly();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return;
    }
    try {
      takeTurn();
    } finally {
      turn.unlock();
    }
  }

  private void takeTurn() {
    long dueNanos = evenNanos - toleranceNanos;
    long nowNanos = nanoTime.getAsLong();
    if (nowNanos - dueNanos < 0) {
      delayed.run(); // so early that this collection shows it
    }
    for (; nowNanos - dueNanos < 0; nowNanos = nanoTime.getAsLong()) {
      park.accept(dueNanos - nowNanos);
      if (Thread.currentThread().isInterrupted()) {
        return;
      }
    }
    evenNanos = (nowNanos - evenNanos < 0 ? evenNanos : nowNanos) + intervalNanos;
  }
}
