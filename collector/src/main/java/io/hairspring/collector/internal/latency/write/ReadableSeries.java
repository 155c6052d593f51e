package io.hairspring.collector.internal.latency.write;

import io.hairspring.collector.internal.series.Series;
import io.hairspring.collector.internal.series.SeriesLabels;
import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** What readers see of a series of latencies: all of its cells. */
abstract class ReadableSeries extends Series implements Series.Recorded {
  static final VarHandle ALL =
      ConstantBootstraps.fieldVarHandle(
          MethodHandles.lookup(),
          "all",
          VarHandle.class,
          ReadableSeries.class,
          LatencyCells[].class);

  static final LatencyCells[] NONE = {};

  final LatencyLayout layout;
  final Clamps clamps;

  // All cells there are, first what is left of those that were folded; elements never change.
  // Replaced by LatencySeries, under its lock with release; read with acquire.
  LatencyCells[] all = NONE;

  ReadableSeries(SeriesLabels labels, String[] values, LatencyLayout layout, Clamps clamps) {
    super(labels, values);
    this.layout = layout;
    this.clamps = clamps;
  }

  public final LatencyLayout layout() {
    return layout;
  }

  @Override
  public final long activity() {
    long activity = 0;
    for (LatencyCells cells : all()) {
      activity += cells.activity();
    }
    return activity;
  }

  /** Returns all cells there are, for reading. Another array may have more behind them, later. */
  public final LatencyCells[] all() {
    return (LatencyCells[]) ALL.getAcquire(this);
  }

  /**
   * Reads everything recorded so far. Returns whether that is one set of recordings; if not, that
   * is counted.
   */
  public final boolean readInto(CellTotals totals) {
    return readInto(totals, false);
  }

  public final boolean readInto(CellTotals totals, boolean corrected) {
    totals.clear();
    if (addTo(totals, corrected, false)) {
      return true;
    }
    totals.clear();
    if (addTo(totals, corrected, true)) {
      return true;
    }
    torn();
    return false;
  }

  private boolean addTo(CellAccumulator sums, boolean corrected, boolean settled) {
    LatencyCells[] all = all();
    boolean whole = true;
    long limit = settled ? SettledReader.limit() : 0;
    for (int i = 0; i < all.length && (whole || settled); i++) {
      whole &=
          settled
              ? layout.settled().add(all[i], corrected, sums, limit)
              : all[i].addTo(sums, corrected);
    }
    return whole;
  }

  /** Adds what a stripe holds, and waits if it takes that to find one set of recordings. */
  public final boolean addSettled(LatencyCells cells, CellAccumulator sums, long limit) {
    return layout.settled().add(cells, false, sums, limit);
  }

  /** Counts an answer that may not be of one set of recordings. */
  public final void torn() {
    clamps.torn();
  }

  @Override
  public final long bytes() {
    long bytes = 0;
    for (LatencyCells cells : all()) {
      bytes += cells.bytes();
    }
    return bytes;
  }
}
