package io.hairspring.collector.internal.latency.write;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Cells that any number of threads count in at once. Guarantees that no count is lost or seen to
 * shrink, and that counting is lock-free.
 */
@SuppressWarnings("UnusedVariable") // fields that their handles alone reach
abstract class SharedPages extends CacheLinePadding implements CellCounter {
  /*
   * Most series are written seldom, so where they are a cell has 8 bits first: 127 at most, since a
   * compare-and-set adds no more than fits. What comes on top is added to a cell of 32 bits, which
   * nobody adds to any more from 2^30 on, and then to one of 64. Those who looked before it held so
   * much are too few to fill the other half. A count is all three together; each only grows, and
   * nothing ever moves.
   */
  private static final int MOST_IN_32_BITS = 1 << 30;
  private static final int MOST_AT_ONCE =
      1 << 10; // in 32 bits, which a million threads do not fill
  private static final int OBJECT_BYTES = 400; // with the headers of its arrays
  private static final int[][] NO_INTS = {};
  private static final long[][] NO_LONGS = {};

  private static final VarHandle BYTE = MethodHandles.arrayElementVarHandle(byte[].class);
  private static final VarHandle INT = MethodHandles.arrayElementVarHandle(int[].class);
  private static final VarHandle LONG = MethodHandles.arrayElementVarHandle(long[].class);
  private static final VarHandle BYTES = MethodHandles.arrayElementVarHandle(byte[][].class);
  private static final VarHandle INTS = MethodHandles.arrayElementVarHandle(int[][].class);
  private static final VarHandle LONGS = MethodHandles.arrayElementVarHandle(long[][].class);
  private static final VarHandle WIDER;
  private static final VarHandle WIDEST;
  private static final VarHandle LOWEST;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      WIDER = lookup.findVarHandle(SharedPages.class, "wider", int[][].class);
      WIDEST = lookup.findVarHandle(SharedPages.class, "widest", long[][].class);
      LOWEST = lookup.findVarHandle(SharedPages.class, "lowest", int.class);
    } catch (ReflectiveOperationException impossible) {
      throw new ExceptionInInitializerError(impossible);
    }
  }

  final LatencyLayout layout;
  final int pageShift;

  // Pages of 8 bits, and of 32 and 64 for what comes on top. Made once each, by
  // compare-and-exchange from null, and so are the latter two arrays from an empty one; read with
  // acquire. Cells: atomic add, or compare-and-set of 8 bits; read plainly up to 32 bits, as
  // those of ReadableCells, else opaque.
  private final byte[][] pages;
  private int[][] wider = NO_INTS;
  private long[][] widest = NO_LONGS;

  // The lowest page that was made, or is made just now. Lowered by compare-and-set before the page
  // can be found, so that it is in no word before; read with acquire, after the word.
  private int lowest;

  // The parts of split cells; elements like cells of 64 bits.
  private final long[] parts;

  SharedPages(LatencyLayout layout) {
    this.layout = layout;
    pageShift = layout.pageShift();
    pages = new byte[layout.pages()][];
    lowest = pages.length;
    parts = new long[layout.bounds().parts()];
  }

  @Override
  public final void count(int index, long nanos, long n) {
    if (!countNarrow(index, nanos, n)) {
      countWide(index, n);
    }
  }

  /** Counts in a part, or in 8 bits if there is room; returns whether it did. */
  private boolean countNarrow(int index, long nanos, long n) {
    int at = LatencyLayout.page(index, pageShift);
    byte[] page = (byte[]) BYTES.getAcquire(pages, at);
    if (page == null) {
      page = newPage(at);
    }
    int slot = LatencyLayout.slot(index, pageShift);
    byte count = page[slot]; // negative for good or never
    if (count < 0) {
      ExactBounds bounds = layout.bounds();
      countInPart(bounds.firstPart(bounds.splitOf(index)), nanos, n);
      return true;
    }
    return addNarrow(page, slot, count, n);
  }

  private void countInPart(int first, long nanos, long n) {
    LONG.getAndAdd(parts, layout.bounds().part(first, nanos), n);
  }

  /** Adds to a cell of 8 bits if there is room; returns whether there was. */
  private static boolean addNarrow(byte[] page, int slot, byte count, long n) {
    byte seen = count;
    while (n <= Byte.MAX_VALUE - seen) {
      byte found = (byte) BYTE.compareAndExchange(page, slot, seen, (byte) (seen + n));
      if (found == seen) {
        return true;
      }
      seen = found;
    }
    return false;
  }

  private void countWide(int index, long n) {
    int at = LatencyLayout.page(index, pageShift);
    int slot = LatencyLayout.slot(index, pageShift);
    int[] page = wider(at);
    int cell = CountArrays.INT_PAD + slot;
    if (page[cell] < MOST_IN_32_BITS && n <= MOST_AT_ONCE) {
      INT.getAndAdd(page, cell, (int) n);
    } else {
      LONG.getAndAdd(widest(at), CountArrays.LONG_PAD + slot, n);
    }
  }

  // The first of several writers makes a page, or an array of them.

  private byte[] newPage(int at) {
    lower(at);
    byte[] made = CountArrays.narrowPage(at, layout);
    byte[] other = (byte[]) BYTES.compareAndExchange(pages, at, null, made);
    return other == null ? made : other;
  }

  private void lower(int page) {
    int known = (int) LOWEST.getAcquire(this);
    while (page < known && !LOWEST.compareAndSet(this, known, page)) {
      known = (int) LOWEST.getAcquire(this);
    }
  }

  private int[] wider(int at) {
    int[][] all = (int[][]) WIDER.getAcquire(this);
    if (all.length == 0) {
      WIDER.compareAndSet(this, NO_INTS, new int[pages.length][]);
      all = (int[][]) WIDER.getAcquire(this);
    }
    int[] page = (int[]) INTS.getAcquire(all, at);
    if (page == null) {
      lower(at);
      INTS.compareAndSet(all, at, null, new int[CountArrays.INT_PAD + layout.pageCells()]);
      page = (int[]) INTS.getAcquire(all, at);
    }
    return page;
  }

  private long[] widest(int at) {
    long[][] all = (long[][]) WIDEST.getAcquire(this);
    if (all.length == 0) {
      WIDEST.compareAndSet(this, NO_LONGS, new long[pages.length][]);
      all = (long[][]) WIDEST.getAcquire(this);
    }
    long[] page = (long[]) LONGS.getAcquire(all, at);
    if (page == null) {
      LONGS.compareAndSet(all, at, null, new long[CountArrays.LONG_PAD + layout.pageCells()]);
      page = (long[]) LONGS.getAcquire(all, at);
    }
    return page;
  }

  /** Adds all cells; returns how many recordings are in what was added. */
  final long addCells(CellAccumulator sums) {
    long count = sums.addParts(parts, 0);
    int[][] wider = (int[][]) WIDER.getAcquire(this);
    long[][] widest = (long[][]) WIDEST.getAcquire(this);
    for (int at = 0; at < pages.length; at++) {
      byte[] page = (byte[]) BYTES.getAcquire(pages, at);
      if (page != null) {
        count += sums.addCells(page, layout.firstCell(at));
      }
      int[] ints = wider.length == 0 ? null : (int[]) INTS.getAcquire(wider, at);
      if (ints != null) {
        count += sums.addCells(ints, CountArrays.INT_PAD, layout.firstCell(at));
      }
      long[] longs = widest.length == 0 ? null : (long[]) LONGS.getAcquire(widest, at);
      if (longs != null) {
        count += sums.addCells(longs, CountArrays.LONG_PAD, layout.firstCell(at));
      }
    }
    return count;
  }

  /**
   * Returns what no recording but those of 0 is shorter than that is in the word, as it was read
   * before.
   */
  final long leastNanos() {
    return Math.max(layout.lowest(layout.firstCell((int) LOWEST.getAcquire(this))), 1);
  }

  /** Returns about how many bytes this takes. Any thread. */
  long bytes() {
    int[][] wider = (int[][]) WIDER.getAcquire(this);
    long[][] widest = (long[][]) WIDEST.getAcquire(this);
    int ofCell = 0; // bytes, added up over the pages
    for (int at = 0; at < pages.length; at++) {
      ofCell += (byte[]) BYTES.getAcquire(pages, at) == null ? 0 : 1;
      ofCell += wider.length > 0 && (int[]) INTS.getAcquire(wider, at) != null ? Integer.BYTES : 0;
      ofCell += widest.length > 0 && (long[]) LONGS.getAcquire(widest, at) != null ? Long.BYTES : 0;
    }
    return OBJECT_BYTES + (long) parts.length * Long.BYTES + (long) ofCell * layout.pageCells();
  }

  /** Returns how many pages there are from the first that was made to the last. Any thread. */
  final int pagesBetween() {
    int[][] wider = (int[][]) WIDER.getAcquire(this);
    int first = -1;
    int last = -2;
    for (int at = 0; at < pages.length; at++) {
      if ((byte[]) BYTES.getAcquire(pages, at) != null
          || (wider.length > 0 && (int[]) INTS.getAcquire(wider, at) != null)) {
        first = first < 0 ? at : first;
        last = at;
      }
    }
    return last - first + 1;
  }
}
