package io.hairspring.collector.internal.instrument;

import io.hairspring.collector.internal.thread.StackRoom;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Small numbers for the statuses that a collector was given, in the order in which they came, so
 * that what is kept for each takes little room. Any thread.
 */
public final class StatusIndex {
  /** The slot of a status that has none. */
  static final int NONE = 0;

  private static final int FIRST = 100;
  private static final int STATUSES = 500;

  private final ReentrantLock lock = new ReentrantLock();
  private int taken; // under the lock

  // Written once each, under the lock; read plainly, since a stale NONE only leads there.
  private final short[] slots = new short[STATUSES];

  /** Returns the slots for {@link #of}. Nobody may write them, or read them otherwise. */
  short[] slots() {
    return slots;
  }

  /** Returns the slot of a status, {@link #NONE} if it has none yet or never will. */
  static int of(short[] slots, int status) {
    int at = status - FIRST;
    return at >= 0 && at < slots.length ? slots[at] : NONE;
  }

  /** Returns the slot of a status, a new one if need be; {@link #NONE} outside of 100 to 599. */
  int take(int status) {
    int at = status - FIRST;
    if (at < 0 || at >= STATUSES) {
      return NONE;
    }
    StackRoom.lock(lock);
    try {
      if (slots[at] == NONE) {
        slots[at] = (short) ++taken;
      }
      return slots[at];
    } finally {
      lock.unlock();
    }
  }
}
