package io.hairspring.collector.event.ring;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.StampedLock;

/**
 * Parts those who apply events from those who read what was applied, so that a reader sees an event
 * in all its instruments or in none.
 *
 * <p>Any number may apply at once. A reader closes the gate, which waits until those inside have
 * left, and nobody enters until it is opened again. The consumer waits for that as long as it
 * takes; a caller that applies its own event waits for a limited time and then goes around the
 * gate, which the reader learns when it opens.
 */
public final class Gate {

  private static final long POLL_NANOS = TimeUnit.MICROSECONDS.toNanos(20);
  private static final long NOT_WHOLE = -1;

  private final StampedLock lock = new StampedLock();

  // Volatile: set by the reader before it waits, so that newcomers cannot keep it waiting.
  private volatile boolean closed;

  // How many ever began, and how many ended, to apply an event around the gate.
  private final AtomicLong around = new AtomicLong();
  private final AtomicLong aroundEnded = new AtomicLong();

  // What around was when the reader came; volatile: written by the reader, read by callers.
  private volatile long aroundBefore;

  /** Enters, waiting for a reader to end. For the consumer alone. */
  long enter() {
    return lock.readLock();
  }

  /** Enters and returns a stamp, or returns 0 because a reader is there. Does not wait. */
  long tryEnter() {
    return closed ? 0 : lock.tryReadLock();
  }

  /** Begins to apply an event although a reader is there; it leaves with stamp 0. */
  void goAround() {
    around.incrementAndGet();
  }

  /** Returns whether the reader, if one is there, has seen each event whole so far. */
  boolean seesWhole() {
    return around.get() == aroundBefore;
  }

  /** Leaves, after whichever way of entering. */
  void leave(long stamp) {
    if (stamp == 0) {
      aroundEnded.incrementAndGet();
    } else {
      lock.unlockRead(stamp);
    }
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
    long startNanos = System.nanoTime();
    aroundBefore = around.get();
    closed = true;
    try {
      long stamp = lock.tryWriteLock(limitNanos, TimeUnit.NANOSECONDS);
      long ended;
      while ((ended = aroundEnded.get()) != around.get()
          && System.nanoTime() - startNanos < limitNanos) {
        LockSupport.parkNanos(POLL_NANOS); // somebody is still going around an earlier reader
      }
      // Nobody waits for a reader that sees part of an event anyway.
      aroundBefore = stamp == 0 ? NOT_WHOLE : ended;
      return stamp;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      aroundBefore = NOT_WHOLE;
      return 0;
    }
  }

  /**
   * Opens the gate after {@link #close}, whatever that returned.
   *
   * @return whether the reader saw every event completely or not at all
   */
  public boolean open(long stamp) {
    boolean whole = seesWhole();
    closed = false;
    if (stamp != 0) {
      lock.unlockWrite(stamp);
    }
    return whole;
  }
}
