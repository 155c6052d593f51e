package io.hairspring.collector.internal.latency.write;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Pages of cells of 8 bits as they were read, until somebody looks at one of their cells: a
 * quantile asks how much each page holds, and then for the cells of one. Belongs to one thread at a
 * time.
 */
final class NarrowPages {
  // Eight cells as one of them. A page has a multiple of eight.
  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long SIGNS = 0x8080_8080_8080_8080L;
  private static final long EACH_SECOND = 0x00FF_00FF_00FF_00FFL;
  private static final int LANE_BITS = 16; // in which the cells of 128 times eight fit
  private static final long LANE = (1L << LANE_BITS) - 1;

  private final LatencyLayout layout;
  private final byte[] cells;
  private long held; // a bit for each page that is here, of 52 at most

  NarrowPages(LatencyLayout layout) {
    this.layout = layout;
    cells = new byte[layout.firstCell(layout.pages())];
  }

  void clear() {
    held = 0;
  }

  /**
   * Takes a page as it is now, while it may grow, where none is; returns how much it holds. A
   * negative cell counts nothing.
   */
  long take(byte[] counts, int page) {
    int first = layout.firstCell(page);
    System.arraycopy(counts, 0, cells, first, counts.length);
    held |= 1L << page;
    long lanes = 0; // without a branch, since which cells hold something cannot be foretold
    for (int at = first; at < first + counts.length; at += Long.BYTES) {
      long eight = countsOf((long) EIGHT.get(cells, at));
      lanes += (eight & EACH_SECOND) + ((eight >>> Byte.SIZE) & EACH_SECOND);
    }
    long all = 0;
    for (int shift = 0; shift < Long.SIZE; shift += LANE_BITS) {
      all += (lanes >>> shift) & LANE;
    }
    return all;
  }

  /** Returns eight cells with 0 in place of negative ones. */
  private static long countsOf(long eight) {
    long signs = eight & SIGNS;
    long masks = signs | (signs - (signs >>> (Byte.SIZE - 1)));
    return eight & ~masks;
  }

  /** Adds the cells of a page to {@code wide}, and holds it no more. */
  void spread(int page, long[] wide) {
    if ((held & (1L << page)) == 0) {
      return;
    }
    held ^= 1L << page;
    int end = layout.firstCell(page + 1);
    for (int at = layout.firstCell(page); at < end; at += Long.BYTES) {
      long eight = countsOf((long) EIGHT.get(cells, at));
      while (eight != 0) { // most cells hold nothing
        int shift = Long.numberOfTrailingZeros(eight) & -Byte.SIZE;
        wide[at + shift / Byte.SIZE] += (eight >>> shift) & Byte.MAX_VALUE;
        eight &= -1L << shift << Byte.SIZE;
      }
    }
  }

  /** Adds all cells to {@code wide}, and holds nothing. */
  void spread(long[] wide) {
    while (held != 0) {
      spread(Long.numberOfTrailingZeros(held), wide);
    }
  }
}
