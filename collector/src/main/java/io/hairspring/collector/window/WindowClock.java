package io.hairspring.collector.window;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;

/** The windows of one collector, and the time by which they move. */
public final class WindowClock {
  private final LongSupplier nanoTime;
  private final long originNanos;
  private final List<SlidingWindow> windows = new CopyOnWriteArrayList<>();

  /** Creates a clock; {@code nanoTime} is monotonic. */
  public WindowClock(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    originNanos = nanoTime.getAsLong();
  }

  /** Returns the window of this length and as many steps, the same for all who ask. Set-up. */
  public synchronized SlidingWindow window(long lengthNanos, int steps) {
    for (SlidingWindow window : windows) {
      if (window.is(lengthNanos, steps)) {
        return window;
      }
    }
    SlidingWindow made = new SlidingWindow(lengthNanos, steps, nanos());
    windows.add(made);
    return made;
  }

  /** Fixes where all windows stand, for a walk. Under the registry's reading lock. */
  public void beginWalk() {
    long now = nanos();
    for (SlidingWindow window : windows) {
      window.beginWalk(now);
    }
  }

  /** Returns nanoseconds since this clock was made, never negative. */
  private long nanos() {
    return Math.max(nanoTime.getAsLong() - originNanos, 0);
  }
}
