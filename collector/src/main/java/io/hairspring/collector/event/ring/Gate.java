package io.hairspring.collector.event.ring;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.StampedLock;

/**
 * Parts those who apply events from those who read what was applied, so that a reader sees an event
 * in all its instruments or in none.
 *
 * <p>Any number may apply at once. A reader closes the gate, which waits until those inside have
 * left, and nobody enters until it is opened again. The consumer waits for that; a caller that
 * applies its own event never waits and is told that the gate is closed.
 */
public final class Gate {
  private final StampedLock lock = new StampedLock();

  // Volatile: set by the reader before it waits, so that newcomers cannot keep it waiting.
  private volatile boolean closed;

  /** Enters, waiting for a reader to end. For the consumer alone. */
  long enter() {
    return lock.readLock();
  }

  /** Enters and returns a stamp, or returns 0 because a reader is there. Does not wait. */
  long tryEnter() {
    return closed ? 0 : lock.tryReadLock();
  }

  /** Leaves. */
  void leave(long stamp) {
    lock.unlockRead(stamp);
  }

  /** Returns whether a reader is there or waits to be. */
  boolean isClosed() {
    return closed;
  }

  /**
   * Closes the gate once all who apply have left.
   *
   * @return a stamp for {@link #open}; 0 if they have not left within {@code limitNanos}, in which
   *     case the reader may see part of an event
   */
  public long close(long limitNanos) {
    closed = true;
    try {
      return lock.tryWriteLock(limitNanos, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  /** Opens the gate after {@link #close}, whatever that returned. */
  public void open(long stamp) {
    closed = false;
    if (stamp != 0) {
      lock.unlockWrite(stamp);
    }
  }
}
