package io.hairspring.collector.internal.stripe;

import io.hairspring.collector.internal.thread.StackRoom;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What cells of counts cannot hold: a cell that would pass 2^63-1 gives 2^63 away, and how often it
 * did is kept here by its address. Nearly always empty. A writer whose cell passes takes a lock,
 * for a short time; readers of exact sums take the same, so that they see a cell and what it gave
 * away as they belong together.
 */
final class Carries {
  private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(long[].class);

  // Not a monitor: a virtual thread that meets it must not hold on to its carrier.
  private final ReentrantLock lock = new ReentrantLock();

  // Written under the lock, before the cell. Whoever sees what is left of a cell, and then looks
  // here, finds that it gave something away.
  private final Map<Integer, Long> byAddress = new ConcurrentHashMap<>();

  private final LongAdder passed = new LongAdder();

  /** Returns the lock under which cells and what they gave away belong together. */
  ReentrantLock lock() {
    return lock;
  }

  /** Stores in a cell what is left of a sum that is 2^63 or more. The cell's owner alone. */
  void store(long[] cells, int at, int address, long sum) {
    StackRoom.lock(lock);
    try {
      carry(address);
      CELL.setVolatile(cells, at, sum & Long.MAX_VALUE);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Adds to a cell of several writers. Until it gives 2^63 away it may hold as much again, as a
   * negative number.
   */
  void add(long[] cells, int at, int address, long n) {
    StackRoom.lock(lock);
    try {
      settle(cells, at, address);
      CELL.getAndAdd(cells, at, n);
      settle(cells, at, address);
    } finally {
      lock.unlock();
    }
  }

  private void settle(long[] cells, int at, int address) {
    if ((long) CELL.getVolatile(cells, at) < 0) {
      carry(address);
      CELL.getAndAdd(cells, at, Long.MIN_VALUE);
    }
  }

  private void carry(int address) {
    byAddress.merge(address, 1L, Long::sum);
    passed.increment();
  }

  /** Returns how often the cells of an address gave 2^63 away. */
  long of(int address) {
    return byAddress.isEmpty() ? 0 : byAddress.getOrDefault(address, 0L);
  }

  /** Forgets an address whose cells are set back to 0. */
  void clear(int address) {
    byAddress.remove(address);
  }

  /** Counts an answer that says less than there is. */
  void shown() {
    passed.increment();
  }

  /** Returns how often a cell passed 2^63-1, or an answer would have. */
  long passed() {
    return passed.sum();
  }
}
