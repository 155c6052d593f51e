package io.hairspring.collector.internal.latency;

import io.hairspring.collector.Exemplar;
import io.hairspring.collector.internal.latency.write.CellHolder;
import io.hairspring.collector.internal.latency.write.CellTable;
import io.hairspring.collector.internal.latency.write.LatencyCells;
import io.hairspring.collector.internal.stripe.Lease;
import java.util.List;

/**
 * Recorders of one collector that are given the same latencies, and how to make a table of their
 * cells by stripe: what a recording then needs is in the table alone. Any thread.
 *
 * <p>A table holds the cells of a stripe in all recorders or in none. See {@link CellTable}.
 */
public final class LatencyGroup {
  private final StripedLatencyRecorder[] recorders;

  /** Creates a group. */
  public LatencyGroup(List<StripedLatencyRecorder> recorders) {
    this.recorders = recorders.toArray(StripedLatencyRecorder[]::new);
  }

  /** Returns how many recorders there are. */
  public int size() {
    return recorders.length;
  }

  /** Returns the shift that {@link #place} needs. */
  public int shift() {
    return CellTable.shift(recorders.length);
  }

  /** Returns a table without any cells. */
  public LatencyCells[] emptyTable() {
    return CellTable.empty(recorders.length);
  }

  /**
   * Returns a table that also has the cells of the stripe of the caller's lease, if all recorders
   * have some for it.
   *
   * @param holder who keeps the table
   */
  public LatencyCells[] with(LatencyCells[] table, Lease lease, CellHolder holder) {
    if (holds(table, place(table, lease.index(), shift()), size(), lease.index())) {
      return table;
    }
    LatencyCells[] row = new LatencyCells[recorders.length];
    for (int i = 0; i < row.length; i++) {
      row[i] = recorders[i].ownCells(lease, holder);
      if (row[i] == null) {
        return table;
      }
    }
    return CellTable.with(table, row, shift());
  }

  /** Returns a table without cells that were closed, {@code table} itself if it has none. */
  public LatencyCells[] withoutClosed(LatencyCells[] table) {
    return CellTable.hasClosed(table) ? CellTable.withoutClosed(table, shift()) : table;
  }

  /** Returns where the cells of a stripe stand in a table if it {@link #holds} them. */
  public static int place(LatencyCells[] table, int stripe, int shift) {
    return CellTable.place(table, stripe, shift);
  }

  /** Returns whether a table has so many cells of a stripe, at least 1, in their place. */
  public static boolean holds(LatencyCells[] table, int place, int size, int stripe) {
    // Each, since one may be closed. Not a loop for the first, as in Lease.increment.
    boolean all = table[place].stripe == stripe;
    if (size > 1 && all) {
      all = table[place + 1].stripe == stripe;
      for (int i = 2; i < size && all; i++) {
        all = table[place + i].stripe == stripe;
      }
    }
    return all;
  }

  /** Records one latency in as many cells as the group has recorders, at least 1, from a place. */
  public static void record(LatencyCells[] table, int from, int size, long nanos) {
    // Not a loop for the first, as in Lease.increment; and so short that a compiler takes this call
    // apart also if it saw most recordings of a thread's beginning, which go another way.
    table[from].record(nanos);
    if (size > 1) {
      recordMore(table, from, size, nanos);
    }
  }

  private static void recordMore(LatencyCells[] table, int from, int size, long nanos) {
    table[from + 1].record(nanos);
    for (int i = 2; i < size; i++) {
      table[from + i].record(nanos);
    }
  }

  /** Records one latency of a stripe that has not its own cells in all recorders. */
  public void record(Lease lease, long nanos) {
    for (StripedLatencyRecorder recorder : recorders) {
      recorder.record(lease, nanos);
    }
  }

  /** Offers an exemplar of a latency that was recorded. */
  public void offer(long nanos, Exemplar exemplar) {
    for (StripedLatencyRecorder recorder : recorders) {
      recorder.offer(nanos, exemplar);
    }
  }
}
