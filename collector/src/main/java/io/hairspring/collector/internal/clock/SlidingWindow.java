package io.hairspring.collector.internal.clock;

import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.TimeUnit;

/**
 * A span of time that ends now and moves in steps: it covers the running step and those before it,
 * as many as the window has. So it is never longer than its length, and shorter by at most a step.
 *
 * <p>The clock moves its start when a step has ended; a collection reads the start once, so that
 * all series of an answer have the same. All times are nanoseconds since the clock was made.
 */
public final class SlidingWindow {
  private static final VarHandle START =
      ConstantBootstraps.fieldVarHandle(
          MethodHandles.lookup(), "startNanos", VarHandle.class, SlidingWindow.class, long.class);
  private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

  private final WindowClock clock; // lives as long as somebody holds one of its windows
  private final long lengthNanos;
  private final long stepNanos;

  // The snapshots taken lately, the newest last: the step that each began and the time at which it
  // was taken. A late clock skips steps. The clock's alone.
  private final long[] begunSteps;
  private final long[] takenNanos;
  private int taken;
  private long step; // the last that began

  // Written by the clock with release, after the snapshots; read with acquire. Whoever sees a start
  // finds the snapshots that belong to it.
  @SuppressWarnings("UnusedVariable") // reached by START alone
  private long startNanos;

  // As the running collection sees them; under the registry's reading lock.
  private long collectionStartNanos;
  private long collectionNanos;

  /** Creates a window of {@code steps} steps, at least 1, that begins to cover time now. */
  SlidingWindow(WindowClock clock, long lengthNanos, int steps, long nowNanos) {
    this.clock = clock;
    this.lengthNanos = lengthNanos;
    stepNanos = lengthNanos / steps;
    begunSteps = new long[steps];
    takenNanos = new long[steps];
    step = nowNanos / stepNanos;
    begunSteps[0] = step;
    takenNanos[0] = nowNanos;
    taken = 1;
    startNanos = nowNanos;
  }

  /** Returns whether a step has ended. The clock's alone. */
  public boolean isDue(long nowNanos) {
    return nowNanos / stepNanos > step;
  }

  /** Returns when the running step ends. The clock's alone. */
  long nextNanos() {
    return (step + 1) * stepNanos;
  }

  /** Returns how many steps ended without a tick of the clock. The clock's alone. */
  long missed(long nowNanos) {
    return nowNanos / stepNanos - step - 1;
  }

  long stepNanos() {
    return stepNanos;
  }

  /** Moves the start, after snapshots were taken. The clock's alone. */
  void advance(long nowNanos) {
    step = nowNanos / stepNanos;
    int gone = 0;
    while (gone < taken && begunSteps[gone] <= step - begunSteps.length) {
      gone++;
    }
    System.arraycopy(begunSteps, gone, begunSteps, 0, taken - gone);
    System.arraycopy(takenNanos, gone, takenNanos, 0, taken - gone);
    taken -= gone;
    begunSteps[taken] = step;
    takenNanos[taken] = nowNanos;
    taken++;
    START.setRelease(this, takenNanos[0]);
  }

  /** Returns where the window starts. Any thread. */
  public long startNanos() {
    return (long) START.getAcquire(this);
  }

  /** Keeps start and end for a collection. Under the reading lock. */
  void beginCollection(long nowNanos) {
    collectionStartNanos = startNanos();
    collectionNanos = nowNanos;
  }

  /** Returns where the window starts in the running collection. Under the reading lock. */
  public long collectionStartNanos() {
    return collectionStartNanos;
  }

  /**
   * Returns how many seconds the window covers in the running collection. Under the reading lock.
   */
  public double collectionSeconds() {
    return seconds(collectionStartNanos, collectionNanos);
  }

  /** Returns how many seconds a window that starts there covers by now. Any thread. */
  public double secondsSince(long startNanos) {
    return seconds(startNanos, clock.nanos());
  }

  /** Returns how long that is; 0 where time went back, or a step began just after it was read. */
  private static double seconds(long startNanos, long endNanos) {
    return Math.max(endNanos - startNanos, 0) / NANOS_PER_SECOND;
  }

  /** Returns how long the window is set to be. */
  public double lengthSeconds() {
    return lengthNanos / NANOS_PER_SECOND;
  }

  /** Returns whether the window is set so. */
  boolean is(long lengthNanos, int steps) {
    return this.lengthNanos == lengthNanos && begunSteps.length == steps;
  }
}
