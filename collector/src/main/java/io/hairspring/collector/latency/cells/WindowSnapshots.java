package io.hairspring.collector.latency.cells;

import io.hairspring.collector.window.SlidingWindow;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.List;

/**
 * What one recorder held when steps of its windows ended: for each window at most one snapshot per
 * step and one more. A recorder that nobody writes keeps one, and one that nobody ever wrote none.
 *
 * <p>The clock adds, readers look up; neither waits for the other.
 */
final class WindowSnapshots {
  private static final VarHandle TAKEN =
      MethodHandles.arrayElementVarHandle(CellSnapshot[][].class);
  private static final CellSnapshot[] NONE = {};
  private static final CellSnapshot EMPTY = CellSnapshot.empty();

  // By window, oldest first; the first is EMPTY until a window has left it behind. The arrays are
  // never changed; elements are written by the clock with release and read with acquire.
  private final CellSnapshot[][] taken;

  WindowSnapshots(int windows) {
    taken = new CellSnapshot[windows][];
    Arrays.fill(taken, NONE);
  }

  /**
   * Returns what the recorder held at a time, null for nothing. If that is forgotten, because a
   * walk takes longer than a step, returns the oldest that is kept.
   */
  CellSnapshot at(int window, long nanos) {
    CellSnapshot[] all = (CellSnapshot[]) TAKEN.getAcquire(taken, window);
    for (int i = all.length - 1; i > 0; i--) {
      if (all[i].takenNanos() <= nanos) {
        return all[i];
      }
    }
    return all.length == 0 ? null : all[0];
  }

  /**
   * Takes a snapshot for each window whose step has ended, unless nothing was recorded since the
   * last. The clock's alone.
   */
  void take(
      StripedLatencyRecorder recorder,
      List<SlidingWindow> windows,
      long nowNanos,
      LatencyTotals working) {
    CellSnapshot now = null;
    for (int i = 0; i < taken.length; i++) {
      SlidingWindow window = windows.get(i);
      if (window.isDue(nowNanos)) {
        CellSnapshot[] all = taken[i]; // plain: the clock's own last write
        CellSnapshot last = all.length == 0 ? EMPTY : all[all.length - 1];
        if (!last.isSettled(recorder.activity())) {
          now = now == null ? recorder.snapshot(working, nowNanos) : now;
          if (now.isSameAs(last)) {
            last.settle();
          } else {
            TAKEN.setRelease(taken, i, append(all, now, window.startNanos()));
          }
        }
      }
    }
  }

  /** Returns the snapshots that a window starting at {@code startNanos} or later needs. */
  private static CellSnapshot[] append(CellSnapshot[] all, CellSnapshot next, long startNanos) {
    CellSnapshot[] old = all.length == 0 ? new CellSnapshot[] {EMPTY} : all;
    int first = 0;
    while (first + 1 < old.length && old[first + 1].takenNanos() <= startNanos) {
      first++;
    }
    CellSnapshot[] kept = new CellSnapshot[old.length - first + 1];
    System.arraycopy(old, first, kept, 0, old.length - first);
    kept[kept.length - 1] = next;
    return kept;
  }
}
