package io.hairspring.micrometer;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Watches for pauses of this JVM, which let no thread go on, and tells the corrected views of them:
 * a sleep that took too long was one. Any thread.
 */
final class Pauses implements Runnable {
  private static final long LEAST_SLEEP_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long TURN_NANOS = TimeUnit.SECONDS.toNanos(5); // of the views' rates

  private final long sleepNanos;
  private final long thresholdNanos;
  private final LongSupplier nanoTime;
  private final Sleep sleep;
  private final Set<PauseCorrection> views = ConcurrentHashMap.newKeySet();
  private long turnedNanos; // who watches

  /** Lets the calling thread sleep. */
  @FunctionalInterface
  interface Sleep {
    void nanos(long nanos) throws InterruptedException;
  }

  /**
   * Creates a watch.
   *
   * @param sleepNanos how long a look lasts; a millisecond at least
   * @param thresholdNanos by how much more than that it lasts in a pause
   */
  Pauses(long sleepNanos, long thresholdNanos) {
    this(sleepNanos, thresholdNanos, System::nanoTime, TimeUnit.NANOSECONDS::sleep);
  }

  Pauses(long sleepNanos, long thresholdNanos, LongSupplier nanoTime, Sleep sleep) {
    this.sleepNanos = Math.max(sleepNanos, LEAST_SLEEP_NANOS);
    this.thresholdNanos = thresholdNanos;
    this.nanoTime = nanoTime;
    this.sleep = sleep;
    turnedNanos = nanoTime.getAsLong();
  }

  /** Returns the time by which pauses are told. */
  long nanoTime() {
    return nanoTime.getAsLong();
  }

  /** Tells a view of pauses from now on. */
  void add(PauseCorrection view) {
    views.add(view);
  }

  /** Tells a view no more. */
  void remove(PauseCorrection view) {
    views.remove(view);
  }

  /** Watches until the thread is interrupted. */
  @Override
  public void run() {
    try {
      while (true) {
        look();
      }
    } catch (InterruptedException closed) {
      // the thread ends
    }
  }

  /** Sleeps once, and tells the views if that took too long. */
  void look() throws InterruptedException {
    long before = nanoTime.getAsLong();
    sleep.nanos(sleepNanos);
    long now = nanoTime.getAsLong();
    long late = now - before - sleepNanos;
    if (late > thresholdNanos) {
      views.forEach(view -> view.paused(late, now));
    }
    if (now - turnedNanos >= TURN_NANOS) {
      turnedNanos = now;
      views.forEach(view -> view.turn(now));
    }
  }
}
