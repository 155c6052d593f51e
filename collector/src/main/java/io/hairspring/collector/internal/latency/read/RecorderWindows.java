package io.hairspring.collector.internal.latency.read;

import io.hairspring.collector.internal.clock.SlidingWindow;
import io.hairspring.collector.internal.latency.window.WindowSnapshots;
import io.hairspring.collector.internal.latency.write.CellSnapshot;
import io.hairspring.collector.internal.latency.write.LatencyLayout;
import io.hairspring.collector.view.WindowView;
import java.util.List;

/**
 * The windows of the recorder that a collection shows. Nothing is computed for windows that nobody
 * asks for. Belongs to one collection at a time.
 */
public final class RecorderWindows {
  private final List<SlidingWindow> windows;
  private final WindowTotals[] totals;
  private final CellSnapshot[][] snapshots;
  private final boolean[] computed;
  private LatencyTotals now; // everything the recorder holds

  public RecorderWindows(List<SlidingWindow> windows, LatencyLayout layout) {
    this.windows = windows;
    totals = new WindowTotals[windows.size()];
    for (int i = 0; i < totals.length; i++) {
      totals[i] = new WindowTotals(windows.get(i), layout);
    }
    snapshots = new CellSnapshot[totals.length][];
    computed = new boolean[totals.length];
  }

  /**
   * Turns to a recorder, before its cells are read: snapshots must not be younger.
   *
   * @param taken its snapshots
   * @param now where its cells will be
   */
  public void show(WindowSnapshots taken, LatencyTotals now) {
    this.now = now;
    for (int i = 0; i < totals.length; i++) {
      snapshots[i] = taken.of(i);
      computed[i] = false;
    }
  }

  int count() {
    return totals.length;
  }

  public WindowView get(int i) {
    if (!computed[i]) {
      SlidingWindow window = windows.get(i);
      totals[i].compute(
          now, snapshots[i], window.collectionStartNanos(), window.collectionSeconds());
      computed[i] = true;
    }
    return totals[i];
  }
}
