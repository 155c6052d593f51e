package io.hairspring.collector.internal.latency.write;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Room for a copy of an exclusive stripe's cells, which a reader makes and the stripe's owner fills
 * between two recordings. Used once.
 */
final class StripeCopy {
  private static final VarHandle TAKEN;

  static {
    try {
      TAKEN = MethodHandles.lookup().findVarHandle(StripeCopy.class, "taken", boolean.class);
    } catch (ReflectiveOperationException impossible) {
      throw new ExceptionInInitializerError(impossible);
    }
  }

  private final LatencyLayout layout;
  private final int[] counts;
  private final long[][] wide;
  private final long[] parts;
  private final StripeCopy missed; // null if there was none, or nobody asks
  private long sumNanos;
  private long wraps;
  private long zeros;
  private boolean fits;

  // Written by the owner last, with release; read by the reader first, with acquire.
  @SuppressWarnings("UnusedVariable") // reached by its handle alone
  private boolean taken;

  /** Makes room for as much as the arrays of a stripe hold, and for what was missed, or null. */
  StripeCopy(LatencyLayout layout, int[] counts, long[][] wide, long[] parts, StripeCopy missed) {
    this.layout = layout;
    this.counts = new int[counts.length];
    this.wide = new long[wide.length][];
    for (int page = 0; page < wide.length; page++) {
      this.wide[page] =
          LatencyCells.page(wide, page) == null ? null : CountArrays.page(page, layout);
    }
    this.parts = new long[parts.length];
    this.missed = missed;
  }

  StripeCopy missed() {
    return missed;
  }

  /** Copies cells, if there is room for them. The owner's alone; allocates and throws nothing. */
  void copy(int[] counts, long[][] wide, long[] parts) {
    fits = counts.length == this.counts.length && wide.length == this.wide.length;
    if (!fits) {
      return;
    }
    System.arraycopy(counts, 0, this.counts, 0, counts.length);
    System.arraycopy(parts, 0, this.parts, 0, parts.length);
    for (int page = 0; page < wide.length; page++) {
      if (wide[page] != null) {
        if (this.wide[page] == null) {
          fits = false;
          return;
        }
        System.arraycopy(wide[page], 0, this.wide[page], 0, wide[page].length);
      }
    }
  }

  /** Tells the reader that all is copied that fits. The owner's alone. */
  void taken(long sumNanos, long wraps, long zeros) {
    this.sumNanos = sumNanos;
    this.wraps = wraps;
    this.zeros = zeros;
    TAKEN.setRelease(this, true);
  }

  /** Returns whether the owner has been here. */
  boolean isTaken() {
    return (boolean) TAKEN.getAcquire(this);
  }

  /** Returns whether the copy that was taken holds all; if not, more room is needed by now. */
  boolean isComplete() {
    return fits && (missed == null || missed.fits);
  }

  /** Adds a complete copy to {@code sums}. */
  void addTo(CellAccumulator sums) {
    sums.addSum(sumNanos, wraps);
    sums.addZeros(zeros);
    CountArrays.addTo(sums, counts, wide, parts, layout);
    if (missed != null) {
      CountArrays.addTo(sums, missed.counts, missed.wide, missed.parts, layout);
    }
  }
}
