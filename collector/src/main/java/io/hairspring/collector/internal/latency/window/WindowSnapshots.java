package io.hairspring.collector.internal.latency.window;

import io.hairspring.collector.internal.clock.SlidingWindow;
import io.hairspring.collector.internal.latency.write.CellSnapshot;
import io.hairspring.collector.internal.latency.write.CellTotals;
import io.hairspring.collector.internal.latency.write.LatencySeries;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.List;

/**
 * What one recorder held when steps of its windows ended: for each window everything up to about
 * its start, and what was recorded in each step since. A recorder that nobody writes soon keeps the
 * first alone, and one that nobody ever wrote nothing.
 *
 * <p>The clock adds, readers look up; neither waits for the other.
 */
public final class WindowSnapshots {
  private static final VarHandle TAKEN =
      MethodHandles.arrayElementVarHandle(CellSnapshot[][].class);
  private static final CellSnapshot[] NONE = {};
  private static final CellSnapshot EMPTY = CellSnapshot.empty();

  // By window, oldest first: the first snapshot holds everything up to its time, each further one
  // what came after the one before. The arrays are never changed; elements are written by the clock
  // with release and read with acquire.
  private final CellSnapshot[][] taken;

  public WindowSnapshots(int windows) {
    taken = new CellSnapshot[windows][];
    Arrays.fill(taken, NONE);
  }

  /** Returns the snapshots of a window; they do not change. Any thread. */
  public CellSnapshot[] of(int window) {
    return (CellSnapshot[]) TAKEN.getAcquire(taken, window);
  }

  /**
   * Takes away from {@code totals} what the recorder held at a time. If that is forgotten, because
   * a collection takes longer than a step, takes away what it held at the oldest time that is kept.
   * Returns how many recordings that is.
   */
  public static long subtract(CellSnapshot[] all, long nanos, CellTotals totals) {
    long recordings = 0;
    for (int i = 0; i < all.length && (i == 0 || all[i].takenNanos() <= nanos); i++) {
      recordings += all[i].subtractFrom(totals);
    }
    return recordings;
  }

  /** Returns whether a recorder of this activity took in nothing since a time. */
  public static boolean isNothingSince(CellSnapshot[] all, long nanos, long activity) {
    CellSnapshot last = EMPTY;
    for (int i = 0; i < all.length && (i == 0 || all[i].takenNanos() <= nanos); i++) {
      last = all[i];
    }
    return last.activity() == activity;
  }

  /**
   * Takes a snapshot for each window whose step has ended, unless nothing was recorded in it. The
   * clock's alone.
   *
   * @param now working memory
   * @param step working memory
   */
  public void take(
      LatencySeries recorder,
      List<SlidingWindow> windows,
      long nowNanos,
      CellTotals now,
      CellTotals step) {
    boolean read = false;
    long activity = recorder.activity(); // before the cells
    for (int i = 0; i < taken.length; i++) {
      SlidingWindow window = windows.get(i);
      if (!window.isDue(nowNanos)) {
        continue;
      }
      CellSnapshot[] all = taken[i]; // plain: the clock's own last write
      CellSnapshot[] kept = withoutOld(all, window.startNanos(), step);
      CellSnapshot last = all.length == 0 ? EMPTY : all[all.length - 1];
      if (last.activity() != activity) {
        if (!read) {
          recorder.readInto(now);
          read = true;
        }
        step.copy(now);
        subtract(all, nowNanos, step);
        kept = with(kept, CellSnapshot.of(step, nowNanos, activity));
      }
      if (kept != all) {
        TAKEN.setRelease(taken, i, kept);
      }
    }
  }

  /** Returns the snapshots with those put together that lie before a window's start. */
  private static CellSnapshot[] withoutOld(
      CellSnapshot[] all, long startNanos, CellTotals working) {
    int first = 0;
    while (first + 1 < all.length && all[first + 1].takenNanos() <= startNanos) {
      first++;
    }
    if (first == 0) {
      return all;
    }
    working.clear();
    for (int i = 0; i <= first; i++) {
      all[i].addTo(working);
    }
    CellSnapshot[] kept = Arrays.copyOfRange(all, first, all.length);
    kept[0] = CellSnapshot.of(working, all[first].takenNanos(), all[first].activity());
    return kept;
  }

  private static CellSnapshot[] with(CellSnapshot[] kept, CellSnapshot next) {
    if (kept.length == 0) {
      return new CellSnapshot[] {EMPTY, next};
    }
    CellSnapshot[] more = Arrays.copyOf(kept, kept.length + 1);
    more[kept.length] = next;
    return more;
  }
}
