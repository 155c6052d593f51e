package io.hairspring.collector.internal.latency.write;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * What one stripe counts of one latency recorder, as readers see it. {@link LatencyCells} writes
 * it.
 *
 * <p>Guarantees that a count a reader sees never goes backwards, and that he is told whether what
 * he found is one set of recordings. Wait-free.
 */
abstract class ReadableCells extends HotFields {
  static final long WRAP = 2; // 2^63 ns, in those of NanosSum
  static final int FIRST_PART = CountArrays.LONG_PAD;
  static final int[] ASKED = {}; // another one, told apart by where it is
  static final long[][] NO_PAGES = {};
  private static final long[] NO_PARTS = {};
  static final int BYTES = 280; // of this object and the headers of its arrays

  static final VarHandle INT = MethodHandles.arrayElementVarHandle(int[].class);
  static final VarHandle LONG = MethodHandles.arrayElementVarHandle(long[].class);
  static final VarHandle PAGE = MethodHandles.arrayElementVarHandle(long[][].class);
  static final VarHandle COUNTS = handle("counts", int[].class);
  static final VarHandle GROWN = handle("grown", int[].class);
  static final VarHandle WIDE = handle("wide", long[][].class);
  static final VarHandle SUM = handle("sum", long.class);
  static final VarHandle MARK = handle("mark", long.class);
  static final VarHandle WRAPS = handle("wraps", int.class);
  static final VarHandle ACTIVE = handle("active", SharedCells.class);
  static final VarHandle ZEROS = handle("zeros", long.class);
  static final VarHandle STEPS = handle("steps", int.class);
  static final VarHandle STRIPE = handle("stripe", int.class);
  static final VarHandle MISSED = handle("missed", LatencyCells.class);
  static final VarHandle COPY = handle("copy", StripeCopy.class);

  final LatencyLayout layout;
  final Clamps clamps;
  final SharedStripe shared; // null for an exclusive stripe, which all else is for

  // What the cells of others held when these gave them up, null if these are cells of their own.
  // Nobody writes such ones.
  final CellSnapshot folded;

  // Counts of 32 bits. Written by the owner with release, read by readers with acquire. The first
  // element is the page that the array begins with, as a negative number.
  int[] grown = NO_COUNTS;

  // Counts of 64 bits by page, which come on top. Array and elements are written by the owner with
  // release and read by readers with acquire.
  long[][] wide = NO_PAGES;

  // Odd while the owner changes what takes more than one store beside the sum: opaque and a fence
  // before, release thereafter. Read before and after all else.
  int steps;

  // The parts of split cells; elements like cells.
  final long[] parts;

  // What coordinated omission left out, without sum, mark and steps. The owner, with release; read
  // with acquire.
  LatencyCells missed;

  // The copy that a reader asks for. Readers, in turn, with release; the owner reads with acquire.
  StripeCopy copy;

  private static VarHandle handle(String field, Class<?> type) {
    try {
      return MethodHandles.lookup().findVarHandle(ReadableCells.class, field, type);
    } catch (ReflectiveOperationException impossible) {
      throw new ExceptionInInitializerError(impossible);
    }
  }

  ReadableCells(LatencyLayout layout, Clamps clamps, int stripe, boolean shared) {
    super(layout, stripe);
    this.layout = layout;
    this.clamps = clamps;
    this.shared = shared ? new SharedStripe(layout, this) : null;
    if (shared) {
      mark = SHARED;
    }
    parts = shared ? NO_PARTS : new long[FIRST_PART + layout.bounds().parts()];
    folded = null;
  }

  /** Creates what is left of other cells. */
  ReadableCells(LatencyLayout layout, Clamps clamps, CellTotals left) {
    super(layout, CLOSED);
    this.layout = layout;
    this.clamps = clamps;
    shared = null;
    parts = NO_PARTS;
    zeros = left.cell(0);
    sum = left.sum.nanos() | left.sum.wraps() % WRAP << NanosSum.WRAP_BITS;
    wraps = (int) (left.sum.wraps() / WRAP);
    left.changeCell(0, -zeros); // they are not counted in cells
    folded = CellSnapshot.of(left, 0, 0);
  }

  /** Makes the owner fill a copy with his next recording. Readers, in turn. */
  void ask(StripeCopy copy) {
    COPY.setRelease(this, copy);
    VarHandle.fullFence();
    COUNTS.compareAndSet(this, (int[]) GROWN.getAcquire(this), ASKED);
  }

  /** Lets go of a copy; the owner finds none, or fills one that nobody reads. Readers, in turn. */
  void askNoMore() {
    COPY.setRelease(this, null);
  }

  /** Returns room for a copy, also of what was missed if it shall be corrected. Any thread. */
  StripeCopy copy(boolean corrected) {
    LatencyCells cells = corrected ? (LatencyCells) MISSED.getAcquire(this) : null;
    return new StripeCopy(
        layout,
        (int[]) GROWN.getAcquire(this),
        (long[][]) WIDE.getAcquire(this),
        parts,
        cells == null ? null : cells.copy(false));
  }

  /*
   * Readers read the sum first, with acquire: whoever sees a sum then sees the cells of all that is
   * in it. That acquire, and those of the arrays, also order the plain reads of cells of 32 bits,
   * which cannot tear, after those of an earlier look; so no cell is seen to shrink.
   */

  /**
   * Adds what this stripe counted to {@code sums}, also what was missed if it shall be corrected.
   * Returns whether that is one set of recordings; in doubt not. Any thread.
   */
  public boolean addTo(CellAccumulator sums, boolean corrected) {
    if (shared != null) {
      return shared.addTo(sums, corrected);
    }
    int begun = (int) STEPS.getAcquire(this);
    long found = (long) SUM.getAcquire(this);
    sums.addSum(found, (int) WRAPS.getAcquire(this) * WRAP);
    sums.addZeros(zeros());
    addCells(sums);
    if (corrected) {
      addMissed(sums);
    }
    return isStill(begun, found);
  }

  /** Returns whether no recording was begun since the sum was found. */
  private boolean isStill(int begun, long found) {
    VarHandle.acquireFence(); // whoever sees a cell sees that its recording was begun
    boolean none = (long) MARK.getOpaque(this) != found;
    VarHandle.acquireFence(); // the mark is of the recording that made this sum, or of the next
    return none
        && (long) SUM.getAcquire(this) == found
        && (int) STEPS.getOpaque(this) == begun
        && (begun & 1) == 0;
  }

  /** Adds what callers missed. */
  void addMissed(CellAccumulator sums) {
    LatencyCells cells = (LatencyCells) MISSED.getAcquire(this);
    if (cells != null) {
      cells.addCells(sums);
    }
  }

  /** Returns whether what callers missed was ever recorded. Any thread. */
  boolean hasMissed() {
    return shared == null ? (LatencyCells) MISSED.getAcquire(this) != null : shared.hasMissed();
  }

  void addCells(CellAccumulator sums) {
    if (folded != null) {
      folded.addCellsTo(sums);
      return;
    }
    int[] cells = (int[]) GROWN.getAcquire(this);
    CountArrays.addTo(sums, cells, (long[][]) WIDE.getAcquire(this), parts, layout);
  }

  /** Returns a recent value of a cell of 64 bits, which plain reads might tear. */
  public static long get(long[] cells, int at) {
    return (long) LONG.getOpaque(cells, at);
  }

  /** Returns a page, null if it was not made. */
  static long[] page(long[][] pages, int page) {
    return (long[]) PAGE.getAcquire(pages, page);
  }

  /** Returns what is shared by many writers, null if this is an exclusive stripe. */
  public SharedStripe shared() {
    return shared;
  }

  /**
   * Returns a number that grows with every recording, at least by its nanoseconds, but once in 292
   * years of them. Whoever then reads the cells finds all that is in this number. Any thread.
   */
  long activity() {
    return isShared() ? shared.activity() : zeros() + sumNanos() + (int) WRAPS.getAcquire(this);
  }

  private boolean isShared() {
    return (long) MARK.getOpaque(this) == SHARED;
  }

  /** Returns how many recordings were 0. Any thread. */
  public long zeros() {
    return isShared() ? shared.zeros() : (long) ZEROS.getAcquire(this);
  }

  /** Returns the sum of what an exclusive stripe recorded, below 2^63. Any thread. */
  public long sumNanos() {
    return (long) SUM.getAcquire(this);
  }

  /** Returns about how many bytes this takes. Any thread. */
  long bytes() {
    if (folded != null) {
      return (long) BYTES + folded.bytes();
    }
    if (shared != null) {
      return BYTES + shared.bytes();
    }
    long bytes = BYTES + (long) ((int[]) GROWN.getAcquire(this)).length * Integer.BYTES;
    bytes += (long) parts.length * Long.BYTES;
    long[][] pages = (long[][]) WIDE.getAcquire(this);
    for (int at = 0; at < pages.length; at++) {
      bytes += page(pages, at) == null ? 0 : layout.pageCells() * (long) Long.BYTES;
    }
    LatencyCells cells = (LatencyCells) MISSED.getAcquire(this);
    return cells == null ? bytes : bytes + cells.bytes();
  }

  /**
   * Returns a number that changes with every recording, but for what {@link #untold} counts. Any
   * thread.
   */
  public long told() {
    return isShared() ? shared.word() : sumNanos();
  }

  /**
   * Returns a number that grows with every recording that {@link #told} does not tell, or not
   * whole. Any thread; after {@link #told} it knows of all that this tells.
   */
  public long untold() {
    return isShared() ? shared.untold() : zeros();
  }

  /**
   * Returns what was recorded since {@link #told} returned {@code before}, for {@link #recordings}
   * and {@link #nanos}, as long as {@link #untold} is what it was then. Negative if it takes a look
   * at the cells to know. Any thread.
   */
  public long since(long before) {
    if (isShared()) {
      return shared.since(before);
    }
    long only = onlyOneSince(before);
    boolean told = only > 0 && only <= Long.MAX_VALUE >> SharedCells.COUNT_BITS;
    return told ? (only << SharedCells.COUNT_BITS) + 1 : -1;
  }

  /** Returns how many recordings {@link #since} told. */
  public static int recordings(long since) {
    return (int) (since & SharedCells.COUNT_MASK);
  }

  /** Returns the sum of the latencies that {@link #since} told. */
  public static long nanos(long since) {
    return since >> SharedCells.COUNT_BITS;
  }

  /**
   * Returns the latency that was recorded since the sum was {@code shownNanos}, if it is the only
   * one besides zeros; a negative number if it is not, or in doubt. Any thread.
   */
  long onlyOneSince(long shownNanos) {
    long found = (long) SUM.getAcquire(this);
    boolean only = (long) MARK.getOpaque(this) == shownNanos;
    VarHandle.acquireFence(); // as in isStill
    only &= (long) SUM.getOpaque(this) == found;
    return only ? found - shownNanos : -1;
  }
}
