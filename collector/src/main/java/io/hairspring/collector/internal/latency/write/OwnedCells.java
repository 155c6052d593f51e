package io.hairspring.collector.internal.latency.write;

import java.lang.ref.WeakReference;

/**
 * A stripe's own cells in a series, and how warm they are. Once the series is garbage nobody
 * records there or asks for it. The clock's alone.
 */
final class OwnedCells extends WeakReference<LatencySeries> {
  /** As yet unknown. */
  static final long UNKNOWN = Long.MAX_VALUE;

  final LatencyCells cells;
  final int stripe;

  long bytes; // as last counted
  long lookedNanos = UNKNOWN; // when it was last looked at
  long activity; // and what it had recorded then
  long recordings;
  long warmth = UNKNOWN; // recordings in ten seconds, before the last look
  int coldLooks; // in a row
  int asked; // what the stripe was asked to pass with, once the cells are closed

  OwnedCells(LatencySeries series, LatencyCells cells, long bytes) {
    super(series);
    this.cells = cells;
    this.bytes = bytes;
    stripe = cells.stripe;
  }

  /** Looks how much was recorded since the last look. */
  void look(long nowNanos, long periodNanos, CellTotals working) {
    long now = cells.activity(); // before the cells
    long before = recordings;
    if (lookedNanos == UNKNOWN || now != activity) {
      working.clear();
      cells.addTo(working, false);
      recordings = working.recordings();
    }
    if (lookedNanos != UNKNOWN) {
      double periods = (double) (nowNanos - lookedNanos) / periodNanos;
      warmth = (long) ((recordings - before) / periods);
    }
    activity = now;
    lookedNanos = nowNanos;
  }
}
