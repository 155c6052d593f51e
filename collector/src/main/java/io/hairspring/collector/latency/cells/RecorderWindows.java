package io.hairspring.collector.latency.cells;

import io.hairspring.collector.snapshot.WindowView;
import io.hairspring.collector.window.SlidingWindow;
import java.util.List;

/**
 * The windows of the recorder that a walk shows. Nothing is computed for windows that nobody asks
 * for. Belongs to one walk at a time.
 */
final class RecorderWindows {
  private final List<SlidingWindow> windows;
  private final LatencyTotals now; // everything the recorder holds
  private final WindowTotals[] totals;
  private final CellSnapshot[] starts;
  private final boolean[] computed;

  RecorderWindows(List<SlidingWindow> windows, LatencyLayout layout, LatencyTotals now) {
    this.windows = windows;
    this.now = now;
    totals = new WindowTotals[windows.size()];
    for (int i = 0; i < totals.length; i++) {
      totals[i] = new WindowTotals(windows.get(i), layout);
    }
    starts = new CellSnapshot[totals.length];
    computed = new boolean[totals.length];
  }

  /**
   * Finds where the windows of a recorder start. Before its cells are read, so that none shrinks.
   */
  void show(StripedLatencyRecorder recorder) {
    for (int i = 0; i < starts.length; i++) {
      starts[i] = recorder.snapshots().at(i, windows.get(i).walkStartNanos());
      computed[i] = false;
    }
  }

  int count() {
    return totals.length;
  }

  WindowView get(int i) {
    if (!computed[i]) {
      totals[i].compute(now, starts[i], windows.get(i).walkSeconds());
      computed[i] = true;
    }
    return totals[i];
  }
}
