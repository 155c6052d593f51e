package io.hairspring.collector.internal.stripe;

import io.hairspring.collector.internal.thread.StackRoom;
import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The chunks of all stripes, by the addresses whose cells they hold. A reader finds those that hold
 * a cell at once, and asks no stripe that never wrote near it: of many stripes, most have no chunk.
 *
 * <p>Readers are wait-free; a stripe that takes a chunk waits for another that does.
 */
final class Columns {
  private static final int SHIFT = 9;
  private static final int SLOT_MASK = (1 << SHIFT) - 1;

  /** How many cells a chunk has, behind its padding. */
  static final int CELLS = 1 << SHIFT;

  private static final VarHandle COLUMN = MethodHandles.arrayElementVarHandle(long[][][].class);
  private static final VarHandle COLUMNS =
      ConstantBootstraps.fieldVarHandle(
          MethodHandles.lookup(), "columns", VarHandle.class, Columns.class, long[][][].class);
  private static final long[][] NONE = {};

  private final ReentrantLock lock = new ReentrantLock();

  // The array and its elements are written under the lock with release, and read with acquire: a
  // reader needs the chunks of a column, which is never written again once it is here. A column
  // only grows, by a copy, so a reader's sum never goes backwards.
  private long[][][] columns = new long[0][][];

  /** Returns the column of an address. */
  static int of(int address) {
    return address >>> SHIFT;
  }

  /** Returns where the cell of an address stands in a chunk. */
  static int slot(int address) {
    return Stripe.PAD + (address & SLOT_MASK);
  }

  /** Lets readers find a chunk, before anybody writes it. */
  void add(int column, long[] chunk) {
    StackRoom.lock(lock);
    try {
      int length = columns.length;
      if (column >= length) {
        long[][][] more = Arrays.copyOf(columns, Math.max(column + 1, length * 2));
        Arrays.fill(more, length, more.length, NONE);
        COLUMNS.setRelease(this, more);
      }
      long[][] chunks = Arrays.copyOf(columns[column], columns[column].length + 1);
      chunks[chunks.length - 1] = chunk;
      COLUMN.setRelease(columns, column, chunks);
    } finally {
      lock.unlock();
    }
  }

  /** Returns the chunks that hold the cell of an address, at its slot. Any thread. */
  long[][] chunks(int address) {
    long[][][] all = (long[][][]) COLUMNS.getAcquire(this);
    int column = of(address);
    return column < all.length ? (long[][]) COLUMN.getAcquire(all, column) : NONE;
  }
}
