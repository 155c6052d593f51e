package io.hairspring.collector.internal.stripe;

import io.hairspring.collector.internal.thread.StackRoom;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One writer's cells, for every instrument of a collector.
 *
 * <p>An exclusive stripe assumes one writer at a time: the thread that leases or borrows it. Its
 * writes are a plain read and an opaque store, so the writer is wait-free and meets nobody. A
 * shared stripe takes any number of writers and pays an atomic add. Readers of either are
 * wait-free, never see a torn value and, for a cell that only grows, never one that goes backwards.
 *
 * <p>An address names the same cell in all stripes. Memory for it is taken when a stripe first
 * writes it.
 */
final class Stripe {
  /*
   * The first 8192 addresses are near: in an exclusive stripe their cells stand in one array, dense,
   * since one thread writes them all, and one load away from the lease. It doubles, at most seven
   * times, as addresses are first written: the owner copies, which takes microseconds, and goes on
   * in the copy; a reader that still holds the old array reads counts that were right then. Copies
   * and cells set back to 0 take turns, or a copy could bring back what a removed series counted.
   *
   * All other cells stand in chunks of 512 that are never moved, so that many writers can share
   * them and a large registry never copies. Readers find them by their columns.
   *
   * Arrays begin with 128 bytes that hold no cell. So whatever order a garbage collector puts them
   * in, a cache line and the neighbour fetched with it [1] never hold cells of two stripes.
   *
   * [1] Intel 64 and IA-32 Architectures Optimization Reference Manual, on the spatial prefetcher.
   */
  static final int PAD = 16;
  private static final int NEAR_CELLS = 1 << 13;
  private static final int LEAST_NEAR_CELLS = 64;

  // More than this is added to a shared cell under a lock: of smaller numbers, no writers are so
  // many that they pass 2^64 together before one of them takes 2^63 away.
  private static final long MOST_UNLOCKED = 1L << 40;

  private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(long[].class);
  private static final VarHandle CHUNK = MethodHandles.arrayElementVarHandle(long[][].class);
  private static final VarHandle CHUNKS;
  private static final VarHandle NEAR;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      CHUNKS = lookup.findVarHandle(Stripe.class, "chunks", long[][].class);
      NEAR = lookup.findVarHandle(Stripe.class, "near", long[].class);
    } catch (ReflectiveOperationException impossible) {
      throw new ExceptionInInitializerError(impossible);
    }
  }

  private final int index;
  private final boolean shared;
  private final Columns columns;
  private final Carries carries;
  private final Heat heat;

  // Who leases an exclusive stripe, null for nobody; and how often it was leased, given back, or
  // its owner came to the lock because it was asked to. Under the stripes' lock.
  Lease holder;
  int passes;

  // The place that an exclusive stripe is lent from, set before it is; negative for the others.
  int lentFrom = -1;

  // Written by the owner with release, under the growth lock; read by readers with acquire, who
  // need the copied cells.
  private long[] near;

  // Not a monitor: a virtual thread that meets it must not hold on to its carrier.
  private final ReentrantLock growth = new ReentrantLock();

  // Written under the lock with release, when readers can find the chunk already; read with acquire
  // by writers, who take the lock when they find nothing: a reader who knows of their recording
  // must find its chunk.
  private long[][] chunks = new long[0][];

  Stripe(int index, boolean shared, Columns columns, Carries carries, Heat heat) {
    this.index = index;
    this.shared = shared;
    this.columns = columns;
    this.carries = carries;
    this.heat = heat;
    near = new long[shared ? 0 : LEAST_NEAR_CELLS];
  }

  /** Returns what the writer of an exclusive stripe records in often; its alone. */
  Heat heat() {
    return heat;
  }

  int index() {
    return index;
  }

  boolean isShared() {
    return shared;
  }

  boolean isLent() {
    return lentFrom >= 0;
  }

  /** Returns whether an exclusive stripe keeps this cell in its near array. */
  static boolean isNear(int address) {
    return address < NEAR_CELLS;
  }

  /** Returns the near array as it is; empty for a shared stripe. The owner's alone. */
  long[] nearCells() {
    return near;
  }

  /** Returns the near array, made large enough for {@code address}. The owner's alone. */
  long[] nearCells(int address) {
    if (address >= near.length) {
      StackRoom.lock(growth);
      try {
        NEAR.setRelease(this, Arrays.copyOf(near, Integer.highestOneBit(address) << 1));
      } finally {
        growth.unlock();
      }
    }
    return near;
  }

  /**
   * Sets neighbouring cells to 0, which no handle writes any more. Whoever then finds them through
   * a new handle finds them cleared.
   */
  void clear(int address, int cells) {
    StackRoom.lock(growth);
    try {
      for (int cell = address; cell < address + cells; cell++) {
        clear(cell);
      }
    } finally {
      growth.unlock();
    }
  }

  private void clear(int address) {
    if (!shared && isNear(address)) {
      if (address < near.length) {
        CELL.setOpaque(near, address, 0L);
      }
      return;
    }
    long[] chunk = chunk(address);
    if (chunk != null) {
      CELL.setOpaque(chunk, Columns.slot(address), 0L);
    }
  }

  /** Adds to a cell of counts of a shared stripe, or to a far one. Writers of this stripe only. */
  void add(int address, long n) {
    long[] chunk = writableChunk(address);
    int slot = Columns.slot(address);
    if (!shared) {
      addOwn(chunk, slot, address, n);
    } else if (n > MOST_UNLOCKED) {
      carries.add(chunk, slot, address, n);
    } else if ((long) CELL.getAndAdd(chunk, slot, n) + n < 0) {
      carries.add(chunk, slot, address, 0);
    }
  }

  /** Adds to a cell of counts of an exclusive stripe, wherever it stands. The owner's alone. */
  void addOwn(long[] cells, int at, int address, long n) {
    long sum = cells[at] + n;
    if (sum < 0) {
      carries.store(cells, at, address, sum);
    } else {
      CELL.setOpaque(cells, at, sum); // as in Lease.add
    }
  }

  /** As {@link Lease#addDouble}, for a shared stripe or a far cell. Writers of this stripe only. */
  double addDouble(int address, double x) {
    long[] chunk = writableChunk(address);
    int slot = Columns.slot(address);
    if (!shared) {
      return OwnCells.addDouble(chunk, slot, x);
    }
    while (true) {
      long seen = (long) CELL.getOpaque(chunk, slot);
      double before = Double.longBitsToDouble(seen);
      double after = before + x;
      double lost = TwoSum.lost(before, x, after);
      if (lost != 0 && !TwoSum.isSafe(after)) {
        return x;
      }
      if (CELL.weakCompareAndSetPlain(chunk, slot, seen, Double.doubleToRawLongBits(after))) {
        return lost;
      }
    }
  }

  /**
   * As {@link Lease#takeDouble}, for a shared stripe or a far cell. Writers of this stripe only.
   */
  double takeDouble(int address) {
    long[] chunk = writableChunk(address);
    int slot = Columns.slot(address);
    return shared
        ? Double.longBitsToDouble((long) CELL.getAndSet(chunk, slot, 0L))
        : OwnCells.takeDouble(chunk, slot);
  }

  /** As {@link Lease#addWhole}, for a shared stripe or a far cell. Writers of this stripe only. */
  boolean addWhole(int address, long n) {
    long[] chunk = writableChunk(address);
    int slot = Columns.slot(address);
    if (!shared) {
      return OwnCells.addWhole(chunk, slot, n);
    }
    long seen;
    do {
      seen = (long) CELL.getOpaque(chunk, slot);
      if (!OwnCells.hasRoom(seen + n)) {
        return false;
      }
    } while (!CELL.weakCompareAndSetPlain(chunk, slot, seen, seen + n));
    return true;
  }

  /** As {@link Lease#addSigned}, for a shared stripe or a far cell. Writers of this stripe only. */
  long addSigned(int address, long n) {
    long[] chunk = writableChunk(address);
    int slot = Columns.slot(address);
    return shared ? (long) CELL.getAndAdd(chunk, slot, n) + n : OwnCells.addSigned(chunk, slot, n);
  }

  /** Returns the near array, to be read alone. Any thread; wait-free. */
  long[] readableNear() {
    return (long[]) NEAR.getAcquire(this);
  }

  /**
   * Returns a recent value of a near cell of an exclusive stripe, 0 where it was never written. Any
   * thread; wait-free.
   */
  long near(int address) {
    long[] cells = readableNear();
    return address < cells.length ? (long) CELL.getOpaque(cells, address) : 0;
  }

  /**
   * Copies recent values of neighbouring near cells of an exclusive stripe, one after another from
   * the first, 0 where they were never written. Any thread; wait-free.
   */
  void copyNear(int address, long[] copy) {
    long[] cells = readableNear();
    for (int i = 0; i < copy.length; i++) {
      int at = address + i;
      copy[i] = at < cells.length ? (long) CELL.getAcquire(cells, at) : 0;
    }
  }

  private long[] writableChunk(int address) {
    long[] chunk = chunk(address);
    return chunk != null ? chunk : addChunk(Columns.of(address));
  }

  private long[] chunk(int address) {
    long[][] directory = (long[][]) CHUNKS.getAcquire(this);
    int at = Columns.of(address);
    return at < directory.length ? (long[]) CHUNK.getAcquire(directory, at) : null;
  }

  private long[] addChunk(int at) {
    StackRoom.lock(growth);
    try {
      long[][] directory = chunks;
      if (at >= directory.length) {
        directory = Arrays.copyOf(directory, Math.max(at + 1, directory.length * 2));
        CHUNKS.setRelease(this, directory);
      }
      long[] chunk = directory[at];
      if (chunk == null) {
        chunk = new long[PAD + Columns.CELLS];
        columns.add(at, chunk);
        CHUNK.setRelease(directory, at, chunk);
      }
      return chunk;
    } finally {
      growth.unlock();
    }
  }
}
