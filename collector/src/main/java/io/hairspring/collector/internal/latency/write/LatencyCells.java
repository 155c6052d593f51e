package io.hairspring.collector.internal.latency.write;

import java.lang.invoke.VarHandle;

/**
 * One stripe's counts of one latency recorder.
 *
 * <p>Assumes the writers of its stripe: one at a time if exclusive, any number if shared.
 * Guarantees that no recording is lost. The owner of an exclusive stripe is wait-free and never
 * meets a reader.
 */
public final class LatencyCells extends ReadableCells implements CellCounter {
  /*
   * An exclusive stripe counts in 32 bits, half the memory, in one array that covers the octaves
   * seen so far and those between them; the owner copies it into a larger one when a value of
   * another octave arrives. What a cell would hold beyond 31 bits moves into a page of 64 bits, and
   * the cell begins anew at 0. Shared stripes, whose writers could not agree on the moment to copy,
   * count elsewhere.
   *
   * A cell that a bucket bound or the highest value splits holds a negative number: the position of
   * its first part, counted from the smallest number there is. The cells before the first that
   * counts, that of zero and those above the highest value hold negative numbers as well. No other
   * cell is ever negative, and a value out of range falls either there or outside of the array. So
   * one test and the array's own bound find the split cell, the full cell, the zero, the value of
   * another octave and the value out of range, and other recordings pay nothing for them. Nor do
   * they for a reader who asks for a copy: he puts an empty array in place of the counts.
   *
   * The mark is what the sum was before the recording begun last: so a reader who finds that in the
   * sum knows of a recording under way, and one who finds more knows how long the last one was. See
   * docs/concurrency.md.
   *
   * Every array begins with 64 bytes that nobody writes while recording, and so does this object
   * (CacheLinePadding); with the header before them, no line holds hot cells of two stripes. The sums are
   * fields and not elements because that saves a recording two loads of some twenty. Zeros are
   * counted in a field beside them because a reader who wants to know whether anything was recorded
   * then finds all that tells it in one place.
   */
  // A shared sum shows no more than so many recordings apart from what they add to it.
  private static final int MOST_TAKEN_OVER = 1 << 16;

  private static final int TYPICAL_PAGES = 10;

  /*
   * After so many calls of itself a method is called and no more inlined. Recordings out of the
   * ordinary must stay out of record(), or a compiler finds that too large to inline where it is
   * called.
   */
  static final int NOT_INLINED = 2;

  LatencyCells(LatencyLayout layout, Clamps clamps, int stripe, boolean shared) {
    super(layout, clamps, stripe, shared);
  }

  /**
   * Creates what is left of cells that were given up, to be read alone.
   *
   * @param left what they held, of which the zeros are taken away
   * @param missed what callers missed, null for nothing; likewise
   */
  LatencyCells(LatencyLayout layout, Clamps clamps, CellTotals left, CellTotals missed) {
    super(layout, clamps, left);
    if (missed != null) {
      this.missed = new LatencyCells(layout, clamps, missed, null);
    }
  }

  /**
   * Returns about how many bytes a stripe's own cells will take.
   *
   * @param base what is recorded in so far, null for nothing
   */
  static long expectedBytes(LatencyLayout layout, LatencyCells base) {
    int pages = base == null ? 0 : base.shared.pages();
    long cells = (long) (pages == 0 ? TYPICAL_PAGES : pages) * layout.pageCells();
    int parts = FIRST_PART + layout.bounds().parts();
    return BYTES + (CountArrays.INT_PAD + cells) * Integer.BYTES + (long) parts * Long.BYTES;
  }

  /** Counts one value, clamped if need be. Writers of this stripe only; of shared cells any. */
  public void record(long nanos) {
    record(nanos, LatencyLayout.index(nanos, pageShift));
  }

  /**
   * Counts one value. As {@link #record(long)}, for who knows where it counts before he knows these
   * cells: a processor then works out both at once.
   *
   * @param index as {@link LatencyLayout#index(long, int)} says
   */
  void record(long nanos, int index) {
    int[] cells = counts;
    int at = index - offset;
    if (at >= 0 && at < cells.length) { // never in a shared stripe
      int next = cells[at] + 1;
      long before = sum;
      long after = before + nanos;
      if (next > 0 && after >= 0) {
        // Plain reads and ordered stores: one writer. The sum comes last, with release, so whoever
        // sees it sees the cell; the mark first, so whoever sees the cell sees that.
        MARK.setRelease(this, before);
        INT.setRelease(cells, at, next);
        SUM.setRelease(this, after);
        return;
      }
    }
    recordOtherwise(nanos, NOT_INLINED);
  }

  /** Counts a value in cells that any thread may write. */
  void recordShared(long nanos) {
    ((SharedCells) ACTIVE.getAcquire(this)).record(layout.clamp(nanos, clamps));
  }

  /** Counts a value of a shared stripe, or one that is not just added to a cell of 32 bits. */
  void recordOtherwise(long nanos, int calls) {
    if (calls > 0) {
      recordOtherwise(nanos, calls - 1);
      return;
    }
    long inRange = layout.clamp(nanos, clamps);
    SharedCells others = (SharedCells) ACTIVE.getAcquire(this);
    if (others != null) {
      others.record(inRange);
      return;
    }
    answer();
    if (inRange == 0) {
      ZEROS.setRelease(this, zeros + 1);
      return;
    }
    int index = layout.index(inRange);
    boolean full = makeRoom(index, 1); // before anything is stored: it may throw
    long before = sum;
    long after = before + inRange;
    if (full || after < 0) {
      recordInSteps(index, inRange, after);
    } else {
      MARK.setRelease(this, before);
      add(index, inRange, 1);
      SUM.setRelease(this, after);
    }
  }

  private void recordInSteps(int index, long nanos, long after) {
    begin();
    try {
      MARK.setRelease(this, sum);
      add(index, nanos, 1);
      if (after < 0) {
        WRAPS.setRelease(this, wraps + 1);
      }
      SUM.setRelease(this, after & Long.MAX_VALUE);
    } finally {
      end();
    }
  }

  private void begin() {
    STEPS.setOpaque(this, steps | 1);
    VarHandle.releaseFence(); // whoever sees any of the steps sees that they were begun
  }

  private void end() {
    STEPS.setRelease(this, (steps | 1) + 1);
  }

  /**
   * Counts one value, and what a caller who waited could not offer meanwhile, {@code interval}
   * apart, at least 1; that in cells of their own. Writers of this stripe only.
   */
  void recordCorrected(long nanos, long interval) {
    if (!CellCounter.missesAny(layout, nanos, interval)) {
      record(nanos);
    } else if (shared != null) {
      shared.active().recordCorrected(layout.clamp(nanos, clamps), interval);
    } else {
      answer();
      LatencyCells cells = writableMissed();
      begin();
      try {
        CellCounter.countMissed(layout, nanos, interval, cells);
        record(nanos);
      } finally {
        end();
      }
    }
  }

  private LatencyCells writableMissed() {
    if (missed == null) {
      MISSED.setRelease(this, new LatencyCells(layout, clamps, stripe, false));
    }
    return missed;
  }

  /** Counts beside the sum. The owner's alone. */
  @Override
  public void count(int index, long nanos, long n) {
    makeRoom(index, n);
    add(index, nanos, n);
  }

  /**
   * Makes all arrays that counting needs, each whole before anybody can find it. Returns whether
   * the cell's counts must move to a page of 64 bits. The owner's alone.
   */
  private boolean makeRoom(int index, long n) {
    int page = layout.page(index);
    int[] larger = CountArrays.covering(page, grown, layout);
    if (larger != grown) {
      GROWN.setRelease(this, larger);
      offset = CountArrays.firstPage(larger) * layout.pageCells() - CountArrays.INT_PAD;
      COUNTS.setRelease(this, larger);
    }
    int count = grown[index - offset];
    if (count < 0 || n <= Integer.MAX_VALUE - count) {
      return false;
    }
    if (wide.length == 0) {
      WIDE.setRelease(this, new long[layout.pages()][]);
    }
    if (wide[page] == null) {
      PAGE.setRelease(wide, page, CountArrays.page(page, layout));
    }
    return true;
  }

  /** Adds to a cell other than that of 0, for which there is room. The owner's alone. */
  private void add(int index, long nanos, long n) {
    int at = index - offset;
    int count = grown[at];
    if (count < 0) {
      int part = FIRST_PART + layout.bounds().part(count - Integer.MIN_VALUE, nanos);
      LONG.setRelease(parts, part, parts[part] + n);
    } else if (n <= Integer.MAX_VALUE - count) {
      INT.setRelease(grown, at, count + (int) n);
    } else {
      long[] page = wide[layout.page(index)];
      int slot = CountArrays.LONG_PAD + layout.slot(index);
      LONG.setRelease(page, slot, page[slot] + count + n);
      INT.setRelease(grown, at, 0);
    }
  }

  /**
   * Takes over what was counted in cells that nobody else writes. Returns whether it did; if not,
   * these hold what they held. Before these cells can be found.
   */
  boolean takeOver(LatencyCells others) {
    CellTotals totals = new CellTotals(layout);
    int end = others.addTo(totals, false) ? totals.endOfCells() : 0;
    long count = totals.recordings();
    if (end == 0 || count >= MOST_TAKEN_OVER || totals.sum.wraps() > 0 || others.hasMissed()) {
      return false;
    }
    makeRoom(end - 1, 1);
    for (int cell = Math.max(totals.fromCells(), 1); cell < end; cell++) {
      if (totals.cell(cell) > 0) {
        count(cell, layout.lowest(cell), totals.cell(cell));
      }
    }
    System.arraycopy(totals.parts, 0, parts, FIRST_PART, totals.parts.length);
    zeros = totals.cell(0);
    sum = totals.sum.nanos();
    return true;
  }

  /** Gives a reader the copy he asks for, if one does. The owner's alone, before a recording. */
  private void answer() {
    if (counts != ASKED || (steps & 1) != 0) {
      return; // in the midst of steps the next recording answers, and this one does without counts
    }
    COUNTS.setRelease(this, grown);
    VarHandle.fullFence(); // who asks from now on is answered by the next recording
    StripeCopy asked = (StripeCopy) COPY.getAcquire(this);
    if (asked != null && !asked.isTaken()) {
      asked.copy(grown, wide, parts);
      if (asked.missed() != null && missed != null) {
        asked.missed().copy(missed.grown, missed.wide, missed.parts);
      }
      asked.taken(sum, wraps * WRAP, zeros);
    }
  }
}
