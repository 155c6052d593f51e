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
final class LatencyCells {
  /*
   * A page holds the cells of one octave and is made when the first value of that octave arrives.
   * Exclusive stripes count in 32 bits, half the memory, and a page whose cell is about to overflow
   * is replaced by one of 64 bits. Shared stripes, whose writers could not agree on the moment of
   * replacement, count in 64 bits from the start.
   *
   * A cell that a bucket bound splits holds a negative number: the position of its first part,
   * counted from the smallest number there is. Ordinary cells are never negative, so one test finds
   * both the split cell and the cell about to overflow, and other recordings pay nothing for them.
   *
   * Pages and tallies keep 64 bytes free of cells on the side where another stripe's could lie; with
   * the array header between, no line holds hot cells of two stripes.
   */
  private static final int INT_PAD = 16;
  private static final int LONG_PAD = 8;
  private static final int SUM = LONG_PAD;
  private static final int FIRST_PART = SUM + 1;

  private static final VarHandle INT = MethodHandles.arrayElementVarHandle(int[].class);
  private static final VarHandle LONG = MethodHandles.arrayElementVarHandle(long[].class);
  private static final VarHandle NARROW = MethodHandles.arrayElementVarHandle(int[][].class);
  private static final VarHandle WIDE = MethodHandles.arrayElementVarHandle(long[][].class);
  private static final VarHandle MISSED;

  static {
    try {
      MISSED =
          MethodHandles.lookup().findVarHandle(LatencyCells.class, "missed", LatencyCells.class);
    } catch (ReflectiveOperationException impossible) {
      throw new ExceptionInInitializerError(impossible);
    }
  }

  private final LatencyLayout layout;
  private final boolean shared;

  // Pages by octave. Elements are written with release by the owner or, in a shared stripe, once by
  // compare-and-exchange; writers read them plainly, readers with acquire. A reader looks in narrow
  // first, then in wide: widening fills wide before it empties narrow.
  private final int[][] narrow;
  private final long[][] wide;

  // The sum and the parts of split cells; elements like cells.
  private final long[] tallies;

  // What coordinated omission left out; made by the first writer that needs it, read with acquire.
  private LatencyCells missed;

  LatencyCells(LatencyLayout layout, boolean shared) {
    this.layout = layout;
    this.shared = shared;
    narrow = new int[layout.pages()][];
    wide = new long[layout.pages()][];
    tallies = new long[FIRST_PART + layout.bounds().parts() + LONG_PAD];
  }

  /** Counts one value from 0 to the highest. Writers of this stripe only. */
  void record(long nanos) {
    int index = layout.index(nanos);
    int[] page = narrow[layout.page(index)];
    if (page != null) { // never in a shared stripe
      int slot = INT_PAD + layout.slot(index);
      int next = page[slot] + 1;
      if (next > 0) {
        // Plain read and opaque store: one writer, and nothing else is published by it.
        INT.setOpaque(page, slot, next);
        LONG.setOpaque(tallies, SUM, tallies[SUM] + nanos);
        return;
      }
    }
    count(index, nanos, 1);
    add(tallies, SUM, nanos);
  }

  /**
   * Counts the values that a caller who waited could not offer, {@code interval} apart and below
   * {@code nanos}, in cells of their own. Writers of this stripe only. Takes a step per cell at
   * most.
   */
  void recordMissed(long nanos, long interval) {
    if (nanos - interval < interval) {
      return;
    }
    // The missed values are rest + j * interval for j from 1 to missed; those of a cell count at
    // once.
    long missed = nanos / interval - 1;
    long rest = nanos % interval;
    LatencyCells cells = writableMissed();
    for (long j = 1; j <= missed; ) {
      long value = rest + j * interval;
      int index = layout.index(value);
      long last = Math.min(missed, (layout.highest(index) - rest) / interval);
      cells.count(index, value, last - j + 1);
      j = last + 1;
    }
  }

  private LatencyCells writableMissed() {
    LatencyCells cells = missed;
    if (cells == null) {
      LatencyCells made = new LatencyCells(layout, shared);
      LatencyCells other = (LatencyCells) MISSED.compareAndExchange(this, null, made);
      cells = other == null ? made : other;
    }
    return cells;
  }

  /** Adds {@code n} to a cell, or to the part of it to which {@code nanos} belongs. */
  private void count(int index, long nanos, long n) {
    int at = layout.page(index);
    if (!shared && narrow[at] == null && wide[at] == null) {
      NARROW.setRelease(narrow, at, newNarrow(at));
    }
    int[] page = narrow[at];
    if (page != null) {
      int slot = INT_PAD + layout.slot(index);
      int count = page[slot];
      if (count < 0) {
        addPart(count - Integer.MIN_VALUE, nanos, n);
        return;
      }
      if (n <= Integer.MAX_VALUE - count) {
        INT.setOpaque(page, slot, count + (int) n);
        return;
      }
      WIDE.setRelease(wide, at, widened(page));
      NARROW.setRelease(narrow, at, null);
    }
    countWide(index, nanos, n);
  }

  private void countWide(int index, long nanos, long n) {
    int at = layout.page(index);
    long[] page = wide[at];
    if (page == null) {
      page = sharedPage(at);
    }
    int slot = LONG_PAD + layout.slot(index);
    long count = page[slot]; // negative for good or never
    if (count < 0) {
      addPart((int) (count - Long.MIN_VALUE), nanos, n);
    } else {
      add(page, slot, n);
    }
  }

  private void addPart(int first, long nanos, long n) {
    add(tallies, FIRST_PART + layout.bounds().part(first, nanos), n);
  }

  private void add(long[] cells, int at, long n) {
    if (shared) {
      LONG.getAndAdd(cells, at, n);
    } else {
      LONG.setOpaque(cells, at, cells[at] + n);
    }
  }

  private int[] newNarrow(int at) {
    int[] page = new int[INT_PAD + layout.pageCells()];
    ExactBounds bounds = layout.bounds();
    for (int i = 0; i < bounds.splitCells(); i++) {
      if (layout.page(bounds.splitCell(i)) == at) {
        page[INT_PAD + layout.slot(bounds.splitCell(i))] = Integer.MIN_VALUE + bounds.firstPart(i);
      }
    }
    return page;
  }

  private static long[] widened(int[] narrow) {
    long[] page = new long[LONG_PAD + narrow.length - INT_PAD];
    for (int i = INT_PAD; i < narrow.length; i++) {
      int count = narrow[i];
      page[LONG_PAD + i - INT_PAD] =
          count < 0 ? Long.MIN_VALUE + (count - Integer.MIN_VALUE) : count;
    }
    return page;
  }

  private long[] sharedPage(int at) {
    long[] made = widened(newNarrow(at));
    long[] other = (long[]) WIDE.compareAndExchange(wide, at, null, made);
    return other == null ? made : other; // the first of several writers makes the page
  }

  /** Adds what this stripe counted to {@code totals}. Any thread. */
  void addTo(LatencyTotals totals) {
    for (int part = 0; part < layout.bounds().parts(); part++) {
      totals.addPart(part, (long) LONG.getOpaque(tallies, FIRST_PART + part));
    }
    for (int at = 0; at < narrow.length; at++) {
      int[] page = (int[]) NARROW.getAcquire(narrow, at);
      if (page != null) {
        for (int slot = 0; slot < layout.pageCells(); slot++) {
          totals.addCell(at, slot, (int) INT.getOpaque(page, INT_PAD + slot));
        }
      } else {
        long[] widePage = (long[]) WIDE.getAcquire(wide, at);
        for (int slot = 0; widePage != null && slot < layout.pageCells(); slot++) {
          totals.addCell(at, slot, (long) LONG.getOpaque(widePage, LONG_PAD + slot));
        }
      }
    }
    totals.addSum((long) LONG.getOpaque(tallies, SUM));
  }

  /** Adds what {@link #recordMissed} counted to {@code totals}. Any thread. */
  void addMissedTo(LatencyTotals totals) {
    LatencyCells cells = (LatencyCells) MISSED.getAcquire(this);
    if (cells != null) {
      cells.addTo(totals);
    }
  }
}
