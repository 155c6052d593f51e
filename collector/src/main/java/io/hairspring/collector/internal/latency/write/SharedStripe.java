package io.hairspring.collector.internal.latency.write;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * What one recorder counts in a shared stripe: in one of two sets of cells, between which a reader
 * changes who finds no moment without a recording under way. What was recorded before is then in
 * cells that come to rest, however many recordings come.
 */
final class SharedStripe {
  private static final VarHandle SECOND;
  private static final VarHandle ACTIVE;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      SECOND = lookup.findVarHandle(SharedStripe.class, "second", SharedCells.class);
      ACTIVE = lookup.findVarHandle(HotFields.class, "active", SharedCells.class);
    } catch (ReflectiveOperationException impossible) {
      throw new ExceptionInInitializerError(impossible);
    }
  }

  private final LatencyLayout layout;
  private final HotFields fields; // active says where recordings go: one of the two below
  private final SharedCells first;

  // Made by the first reader that needs it: by readers in turn, with release; read with acquire.
  @SuppressWarnings("UnusedVariable") // reached by SECOND alone
  private SharedCells second;

  SharedStripe(LatencyLayout layout, HotFields fields) {
    this.layout = layout;
    this.fields = fields;
    first = new SharedCells(layout);
    fields.active = first;
  }

  /** Returns where recordings go. Any thread. */
  SharedCells active() {
    return (SharedCells) ACTIVE.getAcquire(fields);
  }

  private SharedCells second() {
    return (SharedCells) SECOND.getAcquire(this);
  }

  /** Returns where none go but what was begun before a change; null if there was none. */
  SharedCells quiet() {
    return active() == first ? second() : first;
  }

  /** Sends recordings to the other cells. Readers, in turn. */
  void change() {
    SharedCells other = quiet();
    if (other == null) {
      other = new SharedCells(layout);
      SECOND.setRelease(this, other);
    }
    ACTIVE.setRelease(fields, other);
  }

  /** Adds as {@link SharedCells#addTo}; of two sets of recordings, which are one. Any thread. */
  boolean addTo(CellAccumulator sums, boolean corrected) {
    SharedCells other = second();
    boolean whole = first.addTo(sums, corrected) && !first.hasHalves();
    if (other != null) {
      whole &= other.addTo(sums, corrected) && !other.hasHalves();
    }
    return whole;
  }

  boolean hasMissed() {
    SharedCells other = second();
    return first.hasMissed() || (other != null && other.hasMissed());
  }

  long activity() {
    SharedCells other = second();
    return first.activity() + (other == null ? 0 : other.activity());
  }

  /** Returns what {@link ReadableCells#told} does: the sum of the words. */
  long word() {
    SharedCells other = second();
    return first.word() + (other == null ? 0 : other.word());
  }

  long untold() {
    SharedCells other = second();
    return first.untold() + (other == null ? 0 : other.untold());
  }

  /**
   * Returns by how much the words have grown, if that is the number of recordings since, below 65
   * 536, and above it their sum; else a negative number. See docs/concurrency.md.
   */
  long since(long before) {
    long since = word() - before;
    if (since <= 0 || ReadableCells.recordings(since) == 0) {
      return -1;
    }
    SharedCells other = second();
    long leastNanos = first.leastNanos();
    if (other != null) {
      leastNanos = Math.min(leastNanos, other.leastNanos());
    }
    return ReadableCells.nanos(since) >> SharedCells.COUNT_BITS < leastNanos ? since : -1;
  }

  /** Returns about how many bytes this takes. Any thread. */
  long bytes() {
    SharedCells other = second();
    return first.bytes() + (other == null ? 0 : other.bytes());
  }

  /** Returns how many pages there are from the first that holds a count to the last. */
  int pages() {
    return first.pagesBetween();
  }

  long zeros() {
    SharedCells other = second();
    return first.zeros() + (other == null ? 0 : other.zeros());
  }
}
