package io.hairspring.collector.latency.cells;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * One stripe's counts of one latency recorder.
 *
 * <p>Assumes the writers of its stripe: one at a time if exclusive, any number if shared.
 * Guarantees that no recording is lost and that a count a reader sees never goes backwards. The
 * owner of an exclusive stripe is wait-free and never meets a reader; a reader is wait-free.
 */
public final class LatencyCells extends LinePad {
  /*
   * An exclusive stripe counts in 32 bits, half the memory, in one array that covers the octaves
   * seen so far and those between them; the owner copies it into a larger one when a value of
   * another octave arrives. When a cell is about to overflow, all counts move into pages of 64 bits,
   * one an octave, and stay there. Shared stripes, whose writers could not agree on the moment to
   * copy, count in such pages from the start.
   *
   * A cell that a bucket bound or the highest value splits holds a negative number: the position of
   * its first part, counted from the smallest number there is. The cells before the first that
   * counts, that of zero and those above the highest value hold negative numbers as well. No other
   * cell is ever negative, and a value out of range falls either there or outside of the array. So
   * one test and the array's own bound find the split cell, the cell about to overflow, the zero,
   * the value of another octave and the value out of range, and other recordings pay nothing for
   * them.
   *
   * Every array begins with 64 bytes that nobody writes while recording, and so does this object
   * (LinePad); with the header before them, no line holds hot cells of two stripes. The sums are
   * fields and not elements because that saves a recording two loads of some twenty. Zeros are
   * counted in a field beside them because a reader who wants to know whether anything was recorded
   * then finds all that tells it in one place.
   */
  private static final int FIRST_PART = CountArrays.LONG_PAD;
  private static final int[] NO_COUNTS = {};

  private static final VarHandle INT = MethodHandles.arrayElementVarHandle(int[].class);
  private static final VarHandle LONG = MethodHandles.arrayElementVarHandle(long[].class);
  private static final VarHandle WIDE = MethodHandles.arrayElementVarHandle(long[][].class);
  private static final VarHandle SUM;
  private static final VarHandle BEFORE;
  private static final VarHandle ZEROS;
  private static final VarHandle COUNTS;
  private static final VarHandle MISSED;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      SUM = lookup.findVarHandle(LatencyCells.class, "sumNanos", long.class);
      BEFORE = lookup.findVarHandle(LatencyCells.class, "sumBeforeNanos", long.class);
      ZEROS = lookup.findVarHandle(LatencyCells.class, "zeros", long.class);
      COUNTS = lookup.findVarHandle(LatencyCells.class, "counts", int[].class);
      MISSED = lookup.findVarHandle(LatencyCells.class, "missed", LatencyCells.class);
    } catch (ReflectiveOperationException impossible) {
      throw new ExceptionInInitializerError(impossible);
    }
  }

  private final LatencyLayout layout;
  private final Clamps clamps;
  private final boolean shared;

  // The layout's figure, here because each recording needs it.
  private final int pageShift;

  // Counts of 32 bits. Written by the owner with release, read by readers with acquire. The first
  // element is the page that the array begins with, as a negative number.
  private int[] counts = NO_COUNTS;

  // What to take from a cell's index to find it in counts. The owner's alone.
  private int offset;

  // Counts of 64 bits by page. Elements are written with release by the owner or, in a shared
  // stripe, once by compare-and-exchange; writers read them plainly, readers with acquire. A reader
  // looks in counts first: widening fills the pages before it empties counts.
  private final long[][] wide;

  // Written after the cells, with release; read before them, with acquire.
  private long sumNanos;

  // What the sum was before the recording that was begun last; not in a shared stripe. Written
  // before the cell, which is therefore stored with release; read after the sum or the cells.
  @SuppressWarnings("UnusedVariable") // reached by BEFORE alone
  private long sumBeforeNanos;

  // How many recordings were 0, which the sum does not show. Written and read as cells of 64 bits.
  private long zeros;

  // The parts of split cells; elements like cells.
  private final long[] parts;

  // What coordinated omission left out; made by the first writer that needs it, read with acquire.
  private LatencyCells missed;

  LatencyCells(LatencyLayout layout, Clamps clamps, boolean shared) {
    this.layout = layout;
    this.clamps = clamps;
    this.shared = shared;
    pageShift = layout.pageShift();
    wide = new long[layout.pages()][];
    parts = new long[FIRST_PART + layout.bounds().parts()];
  }

  /** Counts one value, clamped if need be. Writers of this stripe only. */
  void record(long nanos) {
    int[] cells = counts;
    int at = LatencyLayout.index(nanos, pageShift) - offset;
    if (at >= 0 && at < cells.length) { // never in a shared stripe
      int next = cells[at] + 1;
      if (next > 0) {
        // Plain reads and ordered stores: one writer. The sum comes last, with release, so whoever
        // sees it sees the cell.
        long before = sumNanos;
        BEFORE.setOpaque(this, before);
        INT.setRelease(cells, at, next);
        SUM.setRelease(this, before + nanos);
        return;
      }
    }
    recordOtherwise(nanos);
  }

  /** Counts a value of a shared stripe, or one that is not just added to a cell of 32 bits. */
  private void recordOtherwise(long nanos) {
    long inRange = layout.clamp(nanos, clamps);
    if (shared) {
      recordShared(inRange);
      return;
    }
    BEFORE.setOpaque(this, sumNanos);
    if (inRange == 0) {
      addZero();
    } else {
      count(layout.index(inRange), inRange, 1);
      addToSum(inRange);
    }
  }

  private void recordShared(long nanos) {
    if (nanos == 0) {
      addZero();
    } else {
      countWide(LatencyLayout.index(nanos, pageShift), nanos, 1);
      addToSum(nanos);
    }
  }

  /**
   * Counts the values that a caller who waited could not offer, {@code interval} apart, at least 1,
   * and below {@code nanos}, or below the highest value if that is less, in cells of their own.
   * Writers of this stripe only. Takes a step per cell at most.
   */
  void recordMissed(long nanos, long interval) {
    long waited = Math.min(nanos, layout.highestNanos());
    if (waited < 0 || waited - interval < interval) {
      return;
    }
    // The missed values are rest + j * interval for j from 1 to missed; those of a cell count at
    // once.
    long missed = waited / interval - 1;
    long rest = waited % interval;
    LatencyCells cells = writableMissed();
    for (long j = 1; j <= missed; ) {
      long missing = rest + j * interval;
      int index = layout.index(missing);
      long last = Math.min(missed, (layout.highest(index) - rest) / interval);
      cells.count(index, missing, last - j + 1);
      j = last + 1;
    }
  }

  private LatencyCells writableMissed() {
    LatencyCells cells = missed;
    if (cells == null) {
      LatencyCells made = new LatencyCells(layout, clamps, shared);
      LatencyCells other = (LatencyCells) MISSED.compareAndExchange(this, null, made);
      cells = other == null ? made : other;
    }
    return cells;
  }

  /**
   * Adds {@code n} to a cell other than that of 0, or to the part of it to which {@code nanos}
   * belongs, not to the sum.
   */
  void count(int index, long nanos, long n) {
    if (!shared && wide[layout.page(index)] == null) {
      cover(layout.page(index));
      int at = index - offset;
      int count = counts[at];
      if (count < 0) {
        addPart(count - Integer.MIN_VALUE, nanos, n);
        return;
      }
      if (n <= Integer.MAX_VALUE - count) {
        INT.setRelease(counts, at, count + (int) n);
        return;
      }
      widen();
    }
    countWide(index, nanos, n);
  }

  /** Makes counts cover a page. The owner's alone. */
  private void cover(int page) {
    int[] larger = CountArrays.covering(page, counts, layout);
    if (larger != counts) {
      offset = CountArrays.firstPage(larger) * layout.pageCells() - CountArrays.INT_PAD;
      COUNTS.setRelease(this, larger);
    }
  }

  /** Moves all counts into pages of 64 bits. The owner's alone. */
  private void widen() {
    int first = CountArrays.firstPage(counts);
    for (int page = 0; page < wide.length; page++) {
      long[] widened = CountArrays.page(page, layout);
      int from = CountArrays.INT_PAD + (page - first) * layout.pageCells();
      for (int slot = 0; slot < layout.pageCells(); slot++) {
        int count =
            from + slot >= CountArrays.INT_PAD && from + slot < counts.length
                ? counts[from + slot]
                : 0;
        if (count > 0) {
          widened[CountArrays.LONG_PAD + slot] = count;
        }
      }
      WIDE.setRelease(wide, page, widened);
    }
    COUNTS.setRelease(this, NO_COUNTS);
  }

  private void countWide(int index, long nanos, long n) {
    int at = LatencyLayout.page(index, pageShift);
    long[] page = wide[at];
    if (page == null) {
      page = sharedPage(at);
    }
    int slot = CountArrays.LONG_PAD + LatencyLayout.slot(index, pageShift);
    long count = page[slot]; // negative for good or never
    if (count < 0) {
      addPart((int) (count - Long.MIN_VALUE), nanos, n);
    } else {
      add(page, slot, n);
    }
  }

  private long[] sharedPage(int at) {
    long[] made = CountArrays.page(at, layout);
    long[] other = (long[]) WIDE.compareAndExchange(wide, at, null, made);
    return other == null ? made : other; // the first of several writers makes the page
  }

  private void addPart(int first, long nanos, long n) {
    add(parts, FIRST_PART + layout.bounds().part(first, nanos), n);
  }

  private void addToSum(long nanos) {
    if (shared) {
      SUM.getAndAdd(this, nanos);
    } else {
      SUM.setRelease(this, sumNanos + nanos);
    }
  }

  private void addZero() {
    if (shared) {
      ZEROS.getAndAdd(this, 1L);
    } else {
      ZEROS.setRelease(this, zeros + 1);
    }
  }

  private void add(long[] cells, int at, long n) {
    if (shared) {
      LONG.getAndAdd(cells, at, n);
    } else {
      LONG.setRelease(cells, at, cells[at] + n);
    }
  }

  /*
   * Readers read the sum first, with acquire: whoever sees a sum then sees the cells of all that is
   * in it. That acquire, and those of the arrays, also order the plain reads of cells of 32 bits,
   * which cannot tear, after those of an earlier look; so no cell is seen to shrink.
   */

  /** Adds what this stripe counted to {@code sums}. Any thread. */
  void addTo(CellSums sums) {
    sums.addSum((long) SUM.getAcquire(this));
    sums.addZeros(zeros());
    sums.addParts(parts, FIRST_PART);
    int[] cells = (int[]) COUNTS.getAcquire(this);
    if (cells.length > 0) {
      sums.addCells(cells, CountArrays.INT_PAD, CountArrays.firstPage(cells) * layout.pageCells());
      return;
    }
    for (int at = 0; at < wide.length; at++) {
      long[] page = (long[]) WIDE.getAcquire(wide, at);
      if (page != null) {
        sums.addCells(page, CountArrays.LONG_PAD, at * layout.pageCells());
      }
    }
  }

  /** Returns a recent value of a cell of 64 bits, which plain reads might tear. */
  static long get(long[] cells, int at) {
    return (long) LONG.getOpaque(cells, at);
  }

  /**
   * Returns a number that grows with every recording: the sum, and the number of zeros, which are
   * what does not change it. Whoever then reads the cells finds all that is in this number. Any
   * thread.
   */
  long activity() {
    return zeros() + sumNanos();
  }

  /** Returns how many recordings were 0. Any thread. */
  long zeros() {
    return (long) ZEROS.getAcquire(this);
  }

  /** Returns the sum of what was recorded. Any thread. */
  long sumNanos() {
    return (long) SUM.getAcquire(this);
  }

  /**
   * Returns whether the cells, read after a sum and before this call, held exactly what is in that
   * sum. Any thread. In doubt not.
   */
  boolean heldNoMoreThan(long sumNanos) {
    VarHandle.acquireFence(); // whoever sees a cell sees that its recording was begun
    return !shared && (long) BEFORE.getOpaque(this) < sumNanos;
  }

  /**
   * Returns the latency that was recorded since the sum was {@code shownNanos}, if it is the only
   * one besides zeros; a negative number if it is not, or in doubt. Any thread.
   */
  long onlyOneSince(long shownNanos) {
    long grownNanos = sumNanos() - shownNanos;
    return !shared && (long) BEFORE.getOpaque(this) == shownNanos ? grownNanos : -1;
  }

  /** Adds what {@link #recordMissed} counted to {@code sums}. Any thread. */
  void addMissedTo(CellSums sums) {
    LatencyCells cells = (LatencyCells) MISSED.getAcquire(this);
    if (cells != null) {
      cells.addTo(sums);
    }
  }
}
