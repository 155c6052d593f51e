package io.hairspring.collector.stripe;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The right of a thread to write a stripe, and the way to its cells. The thread alone calls it, and
 * keeps it nowhere: it is found anew for each recording.
 */
public final class Lease {
  private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(long[].class);
  private static final long[] NO_CELLS = {};

  final Thread owner; // null for a stripe that is shared, and for the empty place of a table
  final Stripe stripe;
  private final int index;

  // How often the owner found this lease elsewhere than in its first place. The owner's own.
  int detours;

  // The owner's own reference to its stripe's near cells; empty for a shared stripe, so that the
  // test for the bound is the test for sharing as well.
  private long[] cells = NO_CELLS;

  Lease(Thread owner, Stripe stripe) {
    this.owner = owner;
    this.stripe = stripe;
    index = stripe.index();
  }

  /** Returns the stripe's number, from 0, stable for the life of the collector. */
  public int index() {
    return index;
  }

  /** Returns whether several threads may write this stripe at once. */
  public boolean isShared() {
    return stripe.isShared();
  }

  /**
   * Adds {@code n} to a cell. Wait-free, but when the stripe first writes so far a cell: that
   * allocates, under the stripe's own lock.
   */
  public void add(int address, long n) {
    add(cells, address, n);
  }

  /**
   * Adds {@code n} to a cell that holds the bits of a {@code double}. Wait-free on an exclusive
   * stripe, lock-free on a shared one.
   */
  public void addDouble(int address, double n) {
    addDouble(cells, address, n);
  }

  /**
   * Returns the near cells, for several additions in a row: whoever hands them on from one to the
   * next spares each a look for them, which the compiler would not dare to leave out after a store.
   * Nobody may write them otherwise.
   */
  public long[] near() {
    return cells;
  }

  /** As {@link #add(int, long)}; returns the near cells to go on with. */
  public long[] add(long[] near, int address, long n) {
    if (address >= 0 && address < near.length) {
      // Plain read: the owner sees its own last write, and its predecessor's through the lease.
      // Opaque store: whole and eventually seen; it publishes nothing else, so needs no release.
      CELL.setOpaque(near, address, near[address] + n);
      return near;
    }
    addElsewhere(address, n);
    return cells;
  }

  /** As {@link #addDouble(int, double)}; returns the near cells to go on with. */
  public long[] addDouble(long[] near, int address, double n) {
    if (address >= 0 && address < near.length) {
      double sum = Double.longBitsToDouble(near[address]) + n;
      CELL.setOpaque(near, address, Double.doubleToRawLongBits(sum)); // as in add
      return near;
    }
    addDoubleElsewhere(address, n);
    return cells;
  }

  /**
   * Adds one to each of {@code count} cells, whose addresses stand from {@code from}; returns the
   * near cells to go on with.
   */
  public long[] increment(long[] near, int[] addresses, int from, int count) {
    // Not a loop for the first: a compiler prepares those for many turns, which costs more than
    // four additions.
    long[] cells = near;
    if (count > 0) {
      cells = add(cells, addresses[from], 1);
    }
    if (count > 1) {
      cells = add(cells, addresses[from + 1], 1);
    }
    if (count > 2) {
      cells = add(cells, addresses[from + 2], 1);
    }
    if (count > 3) {
      cells = add(cells, addresses[from + 3], 1);
    }
    for (int i = 4; i < count; i++) {
      cells = add(cells, addresses[from + i], 1);
    }
    return cells;
  }

  private void addElsewhere(int address, long n) {
    if (stripe.isShared()) {
      stripe.addShared(address, n);
    } else if (reach(address)) {
      add(address, n);
    } else {
      stripe.addFar(address, n);
    }
  }

  private void addDoubleElsewhere(int address, double n) {
    if (reach(address)) {
      addDouble(address, n);
    } else {
      stripe.addDouble(address, n);
    }
  }

  /** Makes a near cell reachable; returns whether it is one. */
  private boolean reach(int address) {
    if (stripe.isShared() || !Stripe.isNear(address)) {
      return false;
    }
    cells = stripe.nearCells(address);
    return true;
  }
}
