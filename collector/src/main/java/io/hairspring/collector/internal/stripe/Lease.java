package io.hairspring.collector.internal.stripe;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The right of a thread to write a stripe, and the way to its cells. The thread alone calls it, and
 * keeps it nowhere: it is found, or borrowed, anew for each recording.
 */
public final class Lease {
  private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(long[].class);

  final Thread owner; // null for a stripe that is shared, and for the empty place of a table
  final Stripe stripe;
  private final int index;

  private int unlooked; // how many more recordings are not looked at by Heat; the owner's own

  int place; // where the table has it, under its lock

  // How often the owner found this lease elsewhere than in its first place. The owner's own.
  int detours;

  // The owner's own reference to its stripe's near cells; empty for a shared stripe, so that the
  // test for the bound is the test for sharing as well.
  private long[] cells;

  Lease(Thread owner, Stripe stripe) {
    this.owner = owner;
    this.stripe = stripe;
    index = stripe.index();
    cells = stripe.nearCells();
  }

  /** Returns what stands in this one's place while it is set aside; nobody owns that. */
  Lease standIn() {
    return new Lease(null, stripe);
  }

  /** Returns in whose place this one stands in the table, or null. Exact under the lock. */
  Lease absent() {
    return owner == null ? stripe.holder : null;
  }

  /** Returns the stripe's number, from 0, stable for the life of the collector. */
  public int index() {
    return index;
  }

  /**
   * Is told of each recording in a thing in which the stripe has no cells of its own. Returns
   * whether it is recorded in so often that it should have, as a shared one never should.
   */
  public boolean makesHot(Object thing) {
    return !isShared() && --unlooked < 0 && look(thing);
  }

  private boolean look(Object thing) {
    unlooked = stripe.heat().gap();
    return stripe.heat().makesHot(thing);
  }

  /** Returns whether several threads may write this stripe at once. */
  public boolean isShared() {
    return cells.length == 0;
  }

  /**
   * Adds {@code n}, which is not negative, to a cell of counts. Wait-free, but when the stripe
   * first writes so far a cell, which allocates under the stripe's own lock, and when the cell
   * would pass 2^63-1, for which {@link Carries} has a lock.
   */
  public void add(int address, long n) {
    add(cells, address, n);
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
      long sum = near[address] + n;
      if (sum >= 0) { // or else it is 2^63 or more
        CELL.setOpaque(near, address, sum);
        return near;
      }
    }
    addElsewhere(address, n);
    return cells;
  }

  /**
   * Adds {@code n} to a cell of whole numbers by one store, if it then holds less than 2^62 on
   * either side of 0; else changes nothing and returns false. Wait-free on an exclusive stripe,
   * lock-free on a shared one.
   *
   * @param near the near cells, as from {@link #near}; they stay good if they reach as far
   */
  public boolean addWhole(long[] near, int address, long n) {
    if (address >= 0 && address < near.length) {
      return OwnCells.addWhole(near, address, n);
    }
    return reach(address) ? OwnCells.addWhole(cells, address, n) : stripe.addWhole(address, n);
  }

  /**
   * Stores in three cells of an exclusive stripe, in this order: one more, {@code n} more, one
   * more. Whoever sees one of these stores sees those before it. Returns false, and changes
   * nothing, if the first is not near, or the second has no room.
   *
   * @param near the near cells, as from {@link #near}
   * @param bucket an address above the others
   */
  public static boolean addRecord(long[] near, int bucket, int whole, long n, int number) {
    return OwnCells.addRecord(near, bucket, whole, n, number);
  }

  /** As {@link #addRecord(long[], int, int, long, int)}, with a sum of two neighbouring cells. */
  static boolean addRecord(long[] near, int bucket, int pair, double x, int number) {
    return OwnCells.addRecord(near, bucket, pair, x, number);
  }

  /**
   * Adds {@code x} to a sum of doubles in two neighbouring cells, if they can hold what it is then;
   * else changes nothing and returns false. Wait-free on an exclusive stripe; never on a shared
   * one.
   */
  boolean addToPair(long[] near, int address, double x) {
    if (address >= 0 && address < near.length - 1) {
      return OwnCells.addToPair(near, address, x);
    }
    return reach(address + 1) && OwnCells.addToPair(cells, address, x);
  }

  /**
   * Adds {@code x} to a cell of doubles as far as the cell can hold it, and returns the rest, which
   * the caller has to keep; 0 if there is none. Wait-free on an exclusive stripe, lock-free on a
   * shared one.
   */
  double addDouble(int address, double x) {
    return reach(address) ? OwnCells.addDouble(cells, address, x) : stripe.addDouble(address, x);
  }

  /** Sets a cell of doubles to 0, and returns what it held. */
  double takeDouble(int address) {
    return reach(address) ? OwnCells.takeDouble(cells, address) : stripe.takeDouble(address);
  }

  /** Adds to a cell that may be negative and has room; returns what it holds then. */
  long addSigned(int address, long n) {
    return reach(address) ? OwnCells.addSigned(cells, address, n) : stripe.addSigned(address, n);
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
    if (reach(address)) {
      stripe.addOwn(cells, address, address, n);
    } else {
      stripe.add(address, n);
    }
  }

  /** Makes a near cell reachable; returns whether it is one. */
  private boolean reach(int address) {
    if (isShared() || !Stripe.isNear(address)) {
      return false;
    }
    cells = stripe.nearCells(address);
    return true;
  }
}
