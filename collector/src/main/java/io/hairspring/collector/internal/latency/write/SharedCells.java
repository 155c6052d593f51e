package io.hairspring.collector.internal.latency.write;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Counts of one latency recorder that any number of threads write at once.
 *
 * <p>Guarantees that no recording is lost, that recording is lock-free, and that a reader is told
 * whether what he found is one set of recordings.
 */
@SuppressWarnings("UnusedVariable") // fields that their handles alone reach
final class SharedCells extends CacheLinePadding implements CellCounter {
  /*
   * Most series are written seldom, so where they are a cell has 8 bits first: 127 at most, since a compare-and-set
   * adds no more than fits. What comes on top is added to a cell of 32 bits, which nobody adds to any
   * more from 2^30 on, and then to one of 64. Those who looked before it held so much are too few to
   * fill the other half. A count is all three together; each only grows, and nothing ever moves.
   *
   * A recording adds to its cell and then to the word, which holds the sum of the latencies above
   * the number of the recordings; so whoever finds as many recordings in the cells as are in the
   * word, to the bits that are kept of that number, and the word as it was before, has met none that
   * was stored half. The number is told apart from that of the cells as long as no 65 536 threads
   * are stopped in the middle of a recording. It runs over into the sum, from which the reader takes
   * it away.
   *
   * Of latencies from 2^40 ns on (18 minutes) the word holds the rest, and another field how often
   * 2^40; so a recording changes the word by no more than 2^56, and who makes it pass 2^62 takes
   * these away again. That is not one step with counting them, so they are counted as under way.
   */
  static final int COUNT_BITS = 16;
  static final long COUNT_MASK = (1L << COUNT_BITS) - 1;
  private static final int LARGE_BITS = 40;
  private static final long CARRY = 1L << 62;
  private static final long CARRY_NANOS = CARRY >> COUNT_BITS;
  private static final long ENDED = 1L << 32; // in steps: one more has ended; below, under way
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
  private static final VarHandle WORD;
  private static final VarHandle LARGE;
  private static final VarHandle ZEROS;
  private static final VarHandle CARRIES;
  private static final VarHandle STEPS;
  private static final VarHandle MISSED;
  private static final VarHandle HALVES;
  private static final VarHandle LOWEST;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      WIDER = lookup.findVarHandle(SharedCells.class, "wider", int[][].class);
      WIDEST = lookup.findVarHandle(SharedCells.class, "widest", long[][].class);
      WORD = lookup.findVarHandle(SharedCells.class, "word", long.class);
      LARGE = lookup.findVarHandle(SharedCells.class, "large", long.class);
      ZEROS = lookup.findVarHandle(SharedCells.class, "zeros", long.class);
      CARRIES = lookup.findVarHandle(SharedCells.class, "carries", long.class);
      STEPS = lookup.findVarHandle(SharedCells.class, "steps", long.class);
      MISSED = lookup.findVarHandle(SharedCells.class, "missed", SharedCells.class);
      HALVES = lookup.findVarHandle(SharedCells.class, "halves", long.class);
      LOWEST = lookup.findVarHandle(SharedCells.class, "lowest", int.class);
    } catch (ReflectiveOperationException impossible) {
      throw new ExceptionInInitializerError(impossible);
    }
  }

  private final LatencyLayout layout;
  private final int pageShift;

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

  // All of these: atomic add; read with acquire. The word after the cells and after large, and
  // before them by readers.
  private long word;
  private long large; // how often 2^40 ns, by latency
  private long zeros; // recordings of 0, which are in no cell and not in the word
  private long carries; // how often 2^62 was taken from the word

  // What takes more than one step to change: how many are under way, and above how many ended.
  private long steps;

  // Recordings whose thread died between cell and word. Readers, in turn; opaque.
  private long halves;

  // As that of LatencyCells.
  private SharedCells missed;

  SharedCells(LatencyLayout layout) {
    this.layout = layout;
    pageShift = layout.pageShift();
    pages = new byte[layout.pages()][];
    lowest = pages.length;
    parts = new long[layout.bounds().parts()];
  }

  /** Counts a latency in range. Any thread. */
  void record(long nanos) {
    if (nanos == 0) {
      ZEROS.getAndAdd(this, 1L);
      return;
    }
    count(LatencyLayout.index(nanos, pageShift), nanos, 1);
    long times = nanos >>> LARGE_BITS;
    if (times > 0) {
      LARGE.getAndAdd(this, times);
    }
    long step = ((nanos - (times << LARGE_BITS)) << COUNT_BITS) + 1;
    if ((long) WORD.getAndAdd(this, step) + step >= CARRY) {
      carry();
    }
  }

  /** Counts a latency in range and those that its caller missed. Any thread. */
  void recordCorrected(long nanos, long interval) {
    SharedCells cells = writableMissed();
    STEPS.getAndAdd(this, 1L);
    try {
      CellCounter.countMissed(layout, nanos, interval, cells);
      record(nanos);
    } finally {
      STEPS.getAndAdd(this, ENDED - 1);
    }
  }

  private void carry() {
    STEPS.getAndAdd(this, 1L);
    WORD.getAndAdd(this, -CARRY);
    CARRIES.getAndAdd(this, 1L);
    STEPS.getAndAdd(this, ENDED - 1);
  }

  private SharedCells writableMissed() {
    SharedCells cells = (SharedCells) MISSED.getAcquire(this);
    if (cells == null) {
      SharedCells made = new SharedCells(layout);
      SharedCells other = (SharedCells) MISSED.compareAndExchange(this, null, made);
      cells = other == null ? made : other;
    }
    return cells;
  }

  @Override
  public void count(int index, long nanos, long n) {
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

  /**
   * Adds what is counted here to {@code sums}, also what was missed if it shall be corrected.
   * Returns whether that is one set of recordings. Any thread.
   */
  boolean addTo(CellAccumulator sums, boolean corrected) {
    long steps = (long) STEPS.getAcquire(this);
    long word = (long) WORD.getAcquire(this);
    sums.addZeros(zeros());
    // Before the cells: what these hold of a recording stored half is then in its cell.
    long times = (long) LARGE.getAcquire(this);
    long carried = (long) CARRIES.getAcquire(this);
    long count = addCells(sums) - (long) HALVES.getOpaque(this);
    SharedCells missing = corrected ? (SharedCells) MISSED.getAcquire(this) : null;
    if (missing != null) {
      missing.addCells(sums);
    }
    boolean whole = ((word - count) & COUNT_MASK) == 0 && isStill(steps, word);
    sums.addSum((word - count) >> COUNT_BITS, 0);
    addShifted(sums, times, LARGE_BITS);
    addShifted(sums, carried, Long.numberOfTrailingZeros(CARRY_NANOS));
    return whole;
  }

  private boolean isStill(long steps, long word) {
    VarHandle.acquireFence();
    return (steps & ENDED - 1) == 0
        && (long) WORD.getAcquire(this) == word
        && (long) STEPS.getOpaque(this) == steps;
  }

  private static void addShifted(CellAccumulator sums, long times, int bits) {
    int inWrap = NanosSum.WRAP_BITS - bits;
    sums.addSum((times & (1L << inWrap) - 1) << bits, times >>> inWrap);
  }

  /** Adds all cells; returns how many recordings are in what was added. */
  private long addCells(CellAccumulator sums) {
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

  /** Returns a number that changes with every recording but those of 0. Any thread. */
  long word() {
    return (long) WORD.getAcquire(this);
  }

  /** Returns a number that grows with every recording that the word does not tell whole. */
  long untold() {
    return zeros() + (long) LARGE.getAcquire(this) + (long) STEPS.getAcquire(this);
  }

  /**
   * Returns what no recording but those of 0 is shorter than that is in the word, as it was read
   * before.
   */
  long leastNanos() {
    return Math.max(layout.lowest(layout.firstCell((int) LOWEST.getAcquire(this))), 1);
  }

  /**
   * Takes what is stored half for what stays so, because its thread died of an error, unless
   * something was recorded since the word was read. Goes on being no whole answer, but one for
   * which nobody waits; should the other half come, the next who waits looks anew. Readers, in
   * turn.
   */
  void giveUpHalves(long word) {
    long given = addCells(new CellTotals(layout)) - word & COUNT_MASK;
    if (word() == word) {
      HALVES.setOpaque(this, given);
    }
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
    SharedCells cells = (SharedCells) MISSED.getAcquire(this);
    long own = OBJECT_BYTES + (long) parts.length * Long.BYTES + (long) ofCell * layout.pageCells();
    return cells == null ? own : own + cells.bytes();
  }

  /** Returns how many pages there are from the first that was made to the last. Any thread. */
  int pagesBetween() {
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

  boolean hasMissed() {
    return (SharedCells) MISSED.getAcquire(this) != null;
  }

  /** Returns whether halves were given up. Readers. */
  boolean hasHalves() {
    return (long) HALVES.getOpaque(this) != 0;
  }

  /** Returns what {@link LatencyCells#activity} does. Any thread. */
  long activity() {
    return ((long) WORD.getAcquire(this) >> COUNT_BITS)
        + ((long) LARGE.getAcquire(this) << LARGE_BITS)
        + (long) CARRIES.getAcquire(this)
        + zeros();
  }

  /** Returns how many recordings were 0. Any thread. */
  long zeros() {
    return (long) ZEROS.getAcquire(this);
  }
}
