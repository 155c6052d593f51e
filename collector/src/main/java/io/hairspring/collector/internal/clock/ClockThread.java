package io.hairspring.collector.internal.clock;

import io.hairspring.collector.internal.thread.DaemonThreads;
import java.lang.ref.WeakReference;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The thread of a clock. It holds the clock weakly while it waits, so that a collector which nobody
 * holds and nobody closed does not live on because of its clock.
 */
final class ClockThread implements Runnable {
  static final String NAME = "hairspring-clock";

  private static final long NOTHING_TO_WAIT_FOR = -1;
  private static final long END_LIMIT_MILLIS = TimeUnit.SECONDS.toMillis(5);

  private final WeakReference<WindowClock> clock;

  private ClockThread(WindowClock clock) {
    this.clock = new WeakReference<>(clock);
  }

  static Thread start(WindowClock clock) {
    // Not a child of whoever happens to make the first recorder.
    Thread thread = DaemonThreads.make(NAME, new ClockThread(clock));
    thread.start();
    return thread;
  }

  /** Waits, for a while, until the thread of a closed clock has ended. */
  static void end(Thread thread) {
    if (thread == null || thread == Thread.currentThread()) {
      return;
    }
    LockSupport.unpark(thread);
    try {
      thread.join(END_LIMIT_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void run() {
    long pauseNanos;
    while ((pauseNanos = tick()) != NOTHING_TO_WAIT_FOR) {
      LockSupport.parkNanos(this, pauseNanos);
    }
  }

  private long tick() {
    WindowClock held = clock.get();
    return held == null || held.isClosed() ? NOTHING_TO_WAIT_FOR : held.tick();
  }
}
