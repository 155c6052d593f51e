package io.hairspring.collector.latency.cells;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

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

  private final LatencyLayout layout;
  private final boolean shared;

  // Pages by octave. Elements are written with release by the owner or, in a shared stripe, once by
  // compare-and-exchange; writers read them plainly, readers with acquire. A reader looks in narrow
  // first, then in wide: widening fills wide before it empties narrow.
  private final int[][] narrow;
  private final long[][] wide;

  // The sum and the parts of split cells; elements like cells.
  private final long[] tallies;

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
    recordElsewhere(index, nanos);
  }

  private void recordElsewhere(int index, long nanos) {
    int at = layout.page(index);
    if (!shared && narrow[at] == null && wide[at] == null) {
      NARROW.setRelease(narrow, at, newNarrow(at));
    }
    int[] page = narrow[at];
    if (page != null) {
      int slot = INT_PAD + layout.slot(index);
      int count = page[slot];
      if (count < 0) {
        add(FIRST_PART + layout.bounds().part(count - Integer.MIN_VALUE, nanos), 1);
      } else if (count < Integer.MAX_VALUE) {
        INT.setOpaque(page, slot, count + 1);
      } else {
        WIDE.setRelease(wide, at, widened(page));
        NARROW.setRelease(narrow, at, null);
        recordWide(index, nanos);
      }
    } else {
      recordWide(index, nanos);
    }
    add(SUM, nanos);
  }

  private void recordWide(int index, long nanos) {
    int at = layout.page(index);
    long[] page = wide[at];
    if (page == null) {
      page = sharedPage(at);
    }
    int slot = LONG_PAD + layout.slot(index);
    long count = page[slot]; // negative for good or never
    if (count < 0) {
      add(FIRST_PART + layout.bounds().part((int) (count - Long.MIN_VALUE), nanos), 1);
    } else {
      add(page, slot, 1);
    }
  }

  private void add(int tally, long n) {
    add(tallies, tally, n);
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

  /** Returns how many bytes of cells this stripe holds, without object headers. */
  long bytes() {
    long pages =
        Arrays.stream(narrow).filter(page -> page != null).mapToLong(p -> 4L * p.length).sum()
            + Arrays.stream(wide).filter(page -> page != null).mapToLong(p -> 8L * p.length).sum();
    return pages + 8L * tallies.length;
  }
}
