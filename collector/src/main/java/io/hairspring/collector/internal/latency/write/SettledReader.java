package io.hairspring.collector.internal.latency.write;

import io.hairspring.collector.internal.thread.StackRoom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Reads stripes that are written so fast that a look at them meets recordings: what it adds up is
 * one set of recordings all the same. Readers take turns; no writer waits.
 */
public final class SettledReader {
  private static final int LOOKS = 2; // before more is done than to look
  private static final int SPINS = 2_000;
  private static final long PAUSE_NANOS = 20_000;
  private static final long LIMIT_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final ReentrantLock lock = new ReentrantLock();

  private final LatencyLayout layout;

  // Working memory, made when first needed. Under the lock.
  private CellTotals found;
  private CellTotals half;

  SettledReader(LatencyLayout layout) {
    this.layout = layout;
  }

  /** Returns until when, by {@link System#nanoTime}, an answer waits that is begun now. */
  public static long limit() {
    return System.nanoTime() + LIMIT_NANOS;
  }

  /**
   * Adds what a stripe holds to {@code sums}, also what was missed if it shall be corrected.
   * Returns whether that is one set of recordings. It is not if a writer of the stripe does not go
   * on until {@link #limit} while he stores what takes several steps.
   */
  boolean add(LatencyCells cells, boolean corrected, CellAccumulator sums, long limit) {
    StackRoom.lock(lock);
    try {
      if (half == null) {
        found = new CellTotals(layout);
        half = new CellTotals(layout);
      }
      boolean settled = isSettled(cells, corrected);
      for (int i = 0; !settled && i < LOOKS; i++) {
        settled = isSettled(cells, corrected);
      }
      if (!settled) {
        settled =
            cells.shared() == null
                ? copy(cells, corrected, limit)
                : change(cells.shared(), corrected, limit);
      }
      found.addTo(sums);
      return settled;
    } finally {
      lock.unlock();
    }
  }

  private boolean isSettled(LatencyCells cells, boolean corrected) {
    found.clear();
    return cells.addTo(found, corrected);
  }

  /** Has the owner copy his cells, unless he stops recording before. */
  private boolean copy(LatencyCells cells, boolean corrected, long limit) {
    StripeCopy copy = cells.copy(corrected);
    try {
      do {
        cells.ask(copy);
        for (int i = 0; !copy.isTaken() && i < SPINS; i++) {
          Thread.onSpinWait();
        }
        if (copy.isTaken()) {
          if (copy.isComplete()) {
            found.clear();
            copy.addTo(found);
            return true;
          }
          copy = cells.copy(corrected);
        } else if (isSettled(cells, corrected)) {
          return true;
        } else {
          LockSupport.parkNanos(PAUSE_NANOS);
        }
      } while (System.nanoTime() - limit < 0);
      return isSettled(cells, corrected);
    } finally {
      cells.askNoMore();
    }
  }

  /** Sends recordings elsewhere, and waits for those that are under way. */
  private boolean change(SharedStripe stripe, boolean corrected, long limit) {
    found.clear();
    SharedCells quiet = stripe.quiet();
    boolean settled = quiet == null || addSettled(quiet, corrected, limit);
    SharedCells before = stripe.active();
    stripe.change();
    return addSettled(before, corrected, limit) && settled;
  }

  private boolean addSettled(SharedCells cells, boolean corrected, long limit) {
    long word = cells.word();
    boolean settled = isSettled(cells, corrected);
    for (int i = 0; !settled && System.nanoTime() - limit < 0; i++) {
      if (i >= LOOKS) {
        LockSupport.parkNanos(PAUSE_NANOS);
      }
      settled = isSettled(cells, corrected);
    }
    if (!settled) {
      cells.giveUpHalves(word);
    }
    half.addTo(found);
    return settled && !cells.hasHalves();
  }

  private boolean isSettled(SharedCells cells, boolean corrected) {
    half.clear();
    return cells.addTo(half, corrected);
  }
}
