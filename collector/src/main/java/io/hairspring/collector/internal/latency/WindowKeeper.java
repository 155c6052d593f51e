package io.hairspring.collector.internal.latency;

import io.hairspring.collector.internal.clock.SlidingWindow;
import io.hairspring.collector.internal.latency.write.CellTotals;
import io.hairspring.collector.internal.latency.write.LatencyLayout;
import io.hairspring.collector.internal.series.SeriesTable;
import java.util.List;
import java.util.function.LongConsumer;

/** Takes the snapshots between which the windows of one family's recorders lie. The clock's. */
public final class WindowKeeper implements LongConsumer {
  private final SeriesTable<RecorderSeries> recorders;
  private final List<SlidingWindow> windows;
  private final CellTotals now;
  private final CellTotals step;

  /** Returns whether it keeps the windows of these recorders. */
  public boolean isOf(SeriesTable<?> table) {
    return recorders == table;
  }

  /** Creates a keeper of recorders that all have this layout and these windows. */
  public WindowKeeper(
      SeriesTable<RecorderSeries> recorders, LatencyLayout layout, List<SlidingWindow> windows) {
    this.recorders = recorders;
    this.windows = windows;
    now = new CellTotals(layout);
    step = new CellTotals(layout);
  }

  @Override
  public void accept(long nowNanos) {
    recorders
        .series()
        .forEach(recorder -> recorder.snapshots().take(recorder, windows, nowNanos, now, step));
  }
}
