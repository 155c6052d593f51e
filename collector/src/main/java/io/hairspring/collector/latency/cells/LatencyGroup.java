package io.hairspring.collector.latency.cells;

import io.hairspring.collector.exemplar.Exemplar;
import io.hairspring.collector.stripe.Lease;
import java.util.Arrays;
import java.util.List;

/**
 * Recorders of one collector that are given the same latencies, and how to make a table of their
 * cells by stripe: what a recording then needs is in the table alone. Any thread.
 *
 * <p>The cells of a stripe stand in the table from its index times the {@link #size}, all of them
 * or none.
 */
public final class LatencyGroup {
  private static final LatencyCells[] EMPTY = {};

  private final StripedLatencyRecorder[] recorders;

  /** Creates a group. */
  public LatencyGroup(List<StripedLatencyRecorder> recorders) {
    this.recorders = recorders.toArray(StripedLatencyRecorder[]::new);
  }

  /** Returns how many recorders there are. */
  public int size() {
    return recorders.length;
  }

  /** Returns a table without any cells. */
  public static LatencyCells[] emptyTable() {
    return EMPTY;
  }

  /** Returns a table with the cells of one more stripe: that of the caller's lease. */
  public LatencyCells[] with(LatencyCells[] table, Lease lease) {
    int from = lease.index() * recorders.length;
    LatencyCells[] larger = Arrays.copyOf(table, Math.max(table.length, from + recorders.length));
    for (int i = 0; i < recorders.length; i++) {
      larger[from + i] = recorders[i].cells(lease);
    }
    return larger;
  }

  /** Returns whether a table has the cells that stand from an index. */
  public static boolean holds(LatencyCells[] table, int from) {
    return from < table.length && table[from] != null;
  }

  /** Records one latency in as many cells as the group has recorders, at least 1, from an index. */
  public static void record(LatencyCells[] table, int from, int size, long nanos) {
    // Not a loop for the first, as in Lease.increment.
    table[from].record(nanos);
    if (size > 1) {
      table[from + 1].record(nanos);
    }
    for (int i = 2; i < size; i++) {
      table[from + i].record(nanos);
    }
  }

  /** Offers an exemplar of a latency that was recorded. */
  public void offer(long nanos, Exemplar exemplar) {
    for (StripedLatencyRecorder recorder : recorders) {
      recorder.offer(nanos, exemplar);
    }
  }
}
