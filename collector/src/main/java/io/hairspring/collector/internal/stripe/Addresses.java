package io.hairspring.collector.internal.stripe;

import io.hairspring.collector.internal.thread.StackRoom;
import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Gives out addresses of cells. Addresses that are given back are given out again, but only once
 * nobody can write them any more: a handle that its holder kept must never write cells of another
 * series. Blocking, for a short time; used when instruments are made and removed.
 */
final class Addresses {
  private final ReentrantLock lock = new ReentrantLock();
  private final Clearing clearing;
  private final Map<Integer, ArrayDeque<Integer>> freeBySize = new HashMap<>(); // under the lock
  private final Set<Block> retired = new HashSet<>(); // under the lock; keeps the references alive
  private final ReferenceQueue<Object> unreachable = new ReferenceQueue<>();
  private int next = Stripe.PAD; // under the lock; a near array begins with cells that nobody has

  /**
   * Creates addresses.
   *
   * @param clearing called, under a lock, for cells that are to be given out again
   */
  Addresses(Clearing clearing) {
    this.clearing = clearing;
  }

  /** Takes neighbouring cells and returns the address of the first. */
  int allocate(int cells) {
    if (cells < 1 || cells > Columns.CELLS) {
      throw new IllegalArgumentException("cells must be 1 to " + Columns.CELLS + ", was " + cells);
    }
    StackRoom.lock(lock);
    try {
      takeBack();
      ArrayDeque<Integer> free = freeBySize.get(cells);
      if (free != null && !free.isEmpty()) {
        return free.pop();
      }
      int left = Columns.CELLS - next % Columns.CELLS;
      if (cells > left) {
        next += left; // neighbours stand in one chunk
      }
      int address = next;
      next = Math.addExact(next, cells);
      return address;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Gives cells back as soon as {@code handle}, through which alone they are written, is garbage.
   * Returns the reference by which the collector of garbage says so.
   */
  Reference<?> retire(Object handle, int address, int cells) {
    StackRoom.lock(lock);
    try {
      Block block = new Block(handle, unreachable, address, cells);
      retired.add(block);
      return block;
    } finally {
      lock.unlock();
    }
  }

  private void takeBack() {
    Reference<?> reference;
    while ((reference = unreachable.poll()) != null) {
      Block block = (Block) reference;
      retired.remove(block);
      clearing.clear(block.address, block.cells);
      freeBySize.computeIfAbsent(block.cells, size -> new ArrayDeque<>()).push(block.address);
    }
  }

  /** Sets cells to 0 that nobody writes. */
  @FunctionalInterface
  interface Clearing {
    void clear(int address, int cells);
  }

  /** Cells that wait for their handle to become unreachable. */
  private static final class Block extends PhantomReference<Object> {
    private final int address;
    private final int cells;

    Block(Object handle, ReferenceQueue<Object> queue, int address, int cells) {
      super(handle, queue);
      this.address = address;
      this.cells = cells;
    }
  }
}
