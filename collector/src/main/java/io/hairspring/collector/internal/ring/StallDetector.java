package io.hairspring.collector.internal.ring;

import io.hairspring.collector.internal.thread.StackRoom;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Tells from look to look for how long events have waited in a lane without one being applied, also
 * if no batch runs: a producer that hangs while it copies an event holds up its lane. Readers only.
 */
final class StallDetector {
  private static final long NONE = Long.MIN_VALUE;

  private final List<? extends Lane<?>> lanes;
  private final ReentrantLock lock = new ReentrantLock();
  private final long[] applied; // as of sinceNanos, by lane; NONE if nothing waited
  private final long[] sinceNanos;

  StallDetector(List<? extends Lane<?>> lanes) {
    this.lanes = lanes;
    applied = new long[lanes.size()];
    Arrays.fill(applied, NONE);
    sinceNanos = new long[lanes.size()];
  }

  /** Returns the longest time that a lane is known to have stood still. */
  long nanos() {
    StackRoom.lock(lock);
    try {
      long longest = 0;
      long now = System.nanoTime();
      for (int i = 0; i < applied.length; i++) {
        Lane<?> lane = lanes.get(i);
        long at = lane.depth() == 0 ? NONE : lane.applied();
        if (at != applied[i]) {
          applied[i] = at;
          sinceNanos[i] = now;
        }
        if (at != NONE) {
          longest = Math.max(longest, now - sinceNanos[i]);
        }
      }
      return longest;
    } finally {
      lock.unlock();
    }
  }
}
