package io.hairspring.collector.internal.ring;

import io.hairspring.collector.internal.thread.StackRoom;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Parts those who apply events from those who read what was applied, so that a reader sees an event
 * in all its instruments or in none.
 *
 * <p>Any number may apply at once, each through a door; who comes through another door is never in
 * the way. A reader closes the gate, which waits until those inside have left, and nobody enters
 * until it is opened again. The consumer waits for that as long as it takes; a caller that applies
 * its own event waits for a limited time and then goes around the gate, which the reader learns
 * when it opens. Readers take turns.
 */
public final class Gate {
  /*
   * Who enters announces itself and then looks at closed; the reader sets closed and then looks at
   * who is inside. All four are volatile, so one of two that meet sees the other: either the
   * newcomer turns back, or the reader waits for it.
   */
  private static final VarHandle INSIDE = MethodHandles.arrayElementVarHandle(long[].class);
  private static final int SPACING = 16; // longs from door to door: two lines, fetched in pairs
  private static final long READER_POLL_NANOS = TimeUnit.MICROSECONDS.toNanos(20);
  private static final long FIRST_PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(20);
  private static final long LONGEST_PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(320);

  private final long[] inside; // by door; the first place keeps what lies before it away

  /**
   * By door, how many have left by adding one here, in the monitor of this array, because their
   * stack was too short for {@link #leave}: the one way out that calls nothing, so it stands
   * wherever somebody leaves. A count of its own, as it is no atomic addition.
   */
  final long[] leftShort;

  private final int waiting; // the door of those who wait for the reader to end; never closed

  // Volatile: written by readers, which take turns.
  private volatile boolean closed;

  // Whether the reader, if one is there, has seen each event completely or not at all so far.
  // Volatile: set by a reader before it closes, taken back by whoever spoils it.
  private volatile boolean whole = true;

  /** Makes a gate that is open. */
  public Gate(int doors) {
    waiting = doors;
    inside = new long[(doors + 2) * SPACING];
    leftShort = new long[doors + 1];
  }

  /** Enters, or returns false because a reader is there. Does not wait. */
  public boolean tryEnter(int door) {
    if (closed) {
      return false;
    }
    announce(door);
    if (closed) {
      try {
        leave(door);
      } catch (Throwable shortStack) {
        synchronized (leftShort) {
          leftShort[door]++;
        }
      }
      return false;
    }
    return true;
  }

  /**
   * Enters, waiting for a reader to end for as long as it takes. For the consumer, and for who
   * closes the ring.
   */
  void enter(int door) {
    if (tryEnter(door)) {
      return;
    }
    beginWait();
    try {
      long pauseNanos = 0;
      while (!tryEnter(door)) {
        pauseNanos = pause(pauseNanos);
      }
    } finally {
      leave(waiting);
    }
  }

  /**
   * Enters although a reader is there, which is then told that it may have seen part of an event.
   *
   * @return whether one was still there
   */
  public boolean bypass(int door) {
    announce(door);
    if (!closed) {
      return false;
    }
    whole = false;
    return closed; // volatile, so that the event's first part is stored after whole
  }

  private void announce(int door) {
    INSIDE.getAndAdd(inside, place(door), 1L);
  }

  /**
   * Leaves, after whichever way of entering. If this throws, for want of stack, nobody has left,
   * since nothing is called after the addition; see {@link #leftShort}.
   */
  public void leave(int door) {
    INSIDE.getAndAdd(inside, place(door), -1L);
  }

  private static int place(int door) {
    return (door + 1) * SPACING;
  }

  /**
   * Begins to wait for a reader: the next one will not close the gate before this wait ends.
   *
   * @return the door by which to leave when it ends, whether it led inside or not
   */
  int beginWait() {
    announce(waiting);
    return waiting;
  }

  /**
   * Parks for somewhat longer than the last time, so that the reader has its core.
   *
   * @return how long, to be handed in the next time; at first that is 0
   */
  static long pause(long lastNanos) {
    long nanos = Math.min(Math.max(2 * lastNanos, FIRST_PAUSE_NANOS), LONGEST_PAUSE_NANOS);
    LockSupport.parkNanos(nanos);
    return nanos;
  }

  /** Returns whether the reader, if one is there, has seen each event whole so far. */
  boolean seesWhole() {
    return whole;
  }

  /** Returns whether a reader is there or waits to be. */
  boolean isClosed() {
    return closed;
  }

  /**
   * Closes the gate once all who apply have left. Those who waited for an earlier reader go first.
   *
   * @return whether they left within {@code limitNanos}; if not, the reader may see part of an
   *     event
   */
  public boolean close(long limitNanos) {
    StackRoom.require(); // so that whoever closes can open
    long startNanos = System.nanoTime();
    while (!isEmpty(waiting) && System.nanoTime() - startNanos < limitNanos / 2) {
      LockSupport.parkNanos(READER_POLL_NANOS);
    }
    whole = true;
    closed = true;
    while (!isEmpty()) {
      if (System.nanoTime() - startNanos >= limitNanos) {
        whole = false; // nobody waits for a reader that sees part of an event anyway
        return false;
      }
      LockSupport.parkNanos(READER_POLL_NANOS);
    }
    return true;
  }

  /** Returns whether nobody is inside. */
  boolean isEmpty() {
    for (int door = 0; door < waiting; door++) {
      if (!isEmpty(door)) {
        return false;
      }
    }
    return true;
  }

  /* Looks who came before it looks who left, so it never misses one who was there all the time. */
  private boolean isEmpty(int door) {
    long came = (long) INSIDE.getVolatile(inside, place(door));
    if (came == 0) {
      return true;
    }
    synchronized (leftShort) {
      return came == leftShort[door];
    }
  }

  /**
   * Opens the gate after {@link #close}, whatever that returned.
   *
   * @return whether the reader saw every event completely or not at all
   */
  public boolean open() {
    VarHandle.loadLoadFence(); // after the last part of an event that was read
    boolean seen = whole;
    closed = false;
    return seen;
  }
}
