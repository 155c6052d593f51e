package io.hairspring.runtime;

import io.hairspring.collector.LatencyRecorder;
import io.hairspring.collector.internal.thread.DaemonThreads;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures the pauses of the JVM and of the machine under it: a thread that asks to sleep for ten
 * milliseconds, and records by how much it sleeps longer than it ever did. A pause is recorded once
 * for each step in which a request could have begun to wait for its end, as Gil Tene's jHiccup
 * does, so the quantiles are those of time: a p99 of 20 ms says that somebody who comes at any
 * moment waits for at least 20 ms in one of a hundred cases.
 *
 * <p>That holds for steps of any length. Shorter ones see more of the short pauses, but the thread
 * takes processor time each time it wakes, and the place of one that serves a request.
 */
final class HiccupMeter implements AutoCloseable {
  static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
  private static final long LONGEST_NANOS = TimeUnit.HOURS.toNanos(1); // bounds the steps
  private static final long PATIENCE_MILLIS = 1_000;

  private final LatencyRecorder hiccups;
  private final Thread thread = DaemonThreads.make("hairspring-hiccups", this::run);
  private long shortestNanos = Long.MAX_VALUE; // of the thread alone
  private volatile boolean closed;

  private HiccupMeter(LatencyRecorder hiccups) {
    this.hiccups = hiccups;
  }

  static HiccupMeter start(LatencyRecorder hiccups) {
    HiccupMeter meter = new HiccupMeter(hiccups);
    meter.thread.start();
    return meter;
  }

  /** Returns a meter without a thread, for a test that says how long it slept. */
  static HiccupMeter byHand(LatencyRecorder hiccups) {
    return new HiccupMeter(hiccups);
  }

  private void run() {
    long startNanos = System.nanoTime();
    while (!closed) {
      LockSupport.parkNanos(STEP_NANOS - (System.nanoTime() - startNanos));
      long nowNanos = System.nanoTime();
      if (nowNanos - startNanos >= STEP_NANOS) { // else it was woken early
        slept(nowNanos - startNanos);
        startNanos = System.nanoTime();
      }
    }
  }

  /** Records a sleep that was to last a step. */
  void slept(long nanos) {
    shortestNanos = Math.min(shortestNanos, nanos);
    long hiccupNanos = Math.min(nanos - shortestNanos, LONGEST_NANOS);
    hiccups.record(hiccupNanos);
    for (long left = hiccupNanos - STEP_NANOS; left >= STEP_NANOS; left -= STEP_NANOS) {
      hiccups.record(left);
    }
  }

  /** Ends the thread, and waits for that, a second at most. */
  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
    try {
      thread.join(PATIENCE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // it ends by itself
    }
  }
}
