package io.hairspring.collector.stripe;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One writer's cells, for every instrument of a collector.
 *
 * <p>An exclusive stripe assumes one writer at a time: the thread that leases it. Its writes are a
 * plain read and an opaque store, so the writer is wait-free and meets nobody. A shared stripe
 * takes any number of writers and pays an atomic add. Readers of either are wait-free, never see a
 * torn value and, for a cell that only grows, never one that goes backwards.
 *
 * <p>An address names the same cell in all stripes. Memory for it is taken when a stripe first
 * writes it, a chunk at a time.
 */
public final class Stripe {
  /*
   * Cells stand in chunks of 512 (4 KiB), dense, since one thread writes them all. A chunk starts
   * and ends with 128 bytes that hold no cell, so that a collector that moves objects can put
   * anything beside it: a cache line and the neighbour fetched with it [1] never hold cells of two
   * stripes. Chunks are never moved or replaced, only added, so growth copies no cell and a reader
   * that holds an old directory reads live cells.
   *
   * [1] Intel 64 and IA-32 Architectures Optimization Reference Manual, on the spatial prefetcher.
   */
  static final int CHUNK_SHIFT = 9;
  static final int CHUNK_CELLS = 1 << CHUNK_SHIFT;
  private static final int SLOT_MASK = CHUNK_CELLS - 1;
  private static final int PAD = 16;

  private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(long[].class);
  private static final VarHandle CHUNK = MethodHandles.arrayElementVarHandle(long[][].class);
  private static final VarHandle CHUNKS;

  static {
    try {
      CHUNKS = MethodHandles.lookup().findVarHandle(Stripe.class, "chunks", long[][].class);
    } catch (ReflectiveOperationException impossible) {
      throw new ExceptionInInitializerError(impossible);
    }
  }

  private final int index;
  private final boolean shared;

  // Not a monitor: a virtual thread that meets it must not hold on to its carrier.
  private final ReentrantLock growth = new ReentrantLock();

  // Written under the lock with release; read plainly by writers, who take the lock when they find
  // nothing, and with acquire by readers.
  private long[][] chunks = new long[0][];

  Stripe(int index, boolean shared) {
    this.index = index;
    this.shared = shared;
  }

  /** Returns this stripe's number, from 0, stable for the life of the collector. */
  public int index() {
    return index;
  }

  /** Returns whether several threads may write this stripe at once. */
  public boolean isShared() {
    return shared;
  }

  /** Adds {@code n} to a cell. Writers of this stripe only. Wait-free. */
  public void add(int address, long n) {
    long[] chunk = writableChunk(address);
    int slot = slot(address);
    if (shared) {
      CELL.getAndAdd(chunk, slot, n);
    } else {
      // Plain read: the owner sees its own last write, and its predecessor's through the lease.
      // Opaque store: whole and eventually seen; it publishes nothing else, so needs no release.
      CELL.setOpaque(chunk, slot, chunk[slot] + n);
    }
  }

  /**
   * Adds {@code n} to a cell that holds the bits of a {@code double}. Writers of this stripe only.
   * Wait-free on an exclusive stripe, lock-free on a shared one.
   */
  public void addDouble(int address, double n) {
    long[] chunk = writableChunk(address);
    int slot = slot(address);
    if (shared) {
      long seen;
      do {
        seen = (long) CELL.getOpaque(chunk, slot);
      } while (!CELL.weakCompareAndSetPlain(chunk, slot, seen, plus(seen, n)));
    } else {
      CELL.setOpaque(chunk, slot, plus(chunk[slot], n)); // as in add
    }
  }

  /**
   * Returns a recent value of a cell, 0 where this stripe never wrote it. Any thread; wait-free.
   */
  long get(int address) {
    long[] chunk = readableChunk(address);
    return chunk == null ? 0 : (long) CELL.getOpaque(chunk, slot(address));
  }

  private static long plus(long bits, double n) {
    return Double.doubleToRawLongBits(Double.longBitsToDouble(bits) + n);
  }

  private static int slot(int address) {
    return PAD + (address & SLOT_MASK);
  }

  private long[] writableChunk(int address) {
    long[][] directory = chunks; // plain: a stale directory only leads to addChunk
    int at = address >>> CHUNK_SHIFT;
    if (at < directory.length) {
      long[] chunk = directory[at];
      if (chunk != null) {
        return chunk;
      }
    }
    return addChunk(at);
  }

  private long[] readableChunk(int address) {
    long[][] directory = (long[][]) CHUNKS.getAcquire(this);
    int at = address >>> CHUNK_SHIFT;
    return at < directory.length ? (long[]) CHUNK.getAcquire(directory, at) : null;
  }

  private long[] addChunk(int at) {
    growth.lock();
    try {
      long[][] directory = chunks;
      if (at >= directory.length) {
        directory = Arrays.copyOf(directory, Math.max(at + 1, directory.length * 2));
        CHUNKS.setRelease(this, directory);
      }
      long[] chunk = directory[at];
      if (chunk == null) {
        chunk = new long[PAD + CHUNK_CELLS + PAD];
        CHUNK.setRelease(directory, at, chunk);
      }
      return chunk;
    } finally {
      growth.unlock();
    }
  }
}
