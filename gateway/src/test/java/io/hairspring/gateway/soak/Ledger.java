package io.hairspring.gateway.soak;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** What clients have seen, and when the next of them may ask. Thread-safe. */
final class Ledger {
  final AtomicLong staysAnswered = new AtomicLong();
  final AtomicLong staysBroken = new AtomicLong();
  final AtomicLong staysUnread = new AtomicLong(); // a kept connection had been closed
  final AtomicLong others = new AtomicLong();
  final AtomicLong stuck = new AtomicLong();

  private final SoakPlan plan;
  private final long startNanos = System.nanoTime();
  private final long paceNanos; // between requests; 0 for none
  private final AtomicLong made = new AtomicLong();
  private final AtomicLong turnNanos = new AtomicLong(); // when the last request was due

  Ledger(SoakPlan plan) {
    this.plan = plan;
    long rate = plan.ratePerSecond();
    paceNanos = rate == 0 ? 0 : TimeUnit.SECONDS.toNanos(1) / rate;
  }

  /** Returns whether another request is to be made. */
  boolean goesOn() {
    return plan.goesOn(made(), elapsedNanos());
  }

  /** Notes a request, when its turn has come. What was late is not made up for. */
  void makeRequest() {
    made.incrementAndGet();
    if (paceNanos > 0) {
      long due =
          turnNanos.accumulateAndGet(
              paceNanos, (last, pace) -> Math.max(last + pace, elapsedNanos()));
      for (long left = due - elapsedNanos(); left > 0; left = due - elapsedNanos()) {
        LockSupport.parkNanos(left);
      }
    }
  }

  long made() {
    return made.get();
  }

  long elapsedNanos() {
    return System.nanoTime() - startNanos;
  }

  @Override
  public String toString() {
    return String.format(
        "%.1f min: %d requests, of clients that stay %d answered, %d broken off, %d unread;"
            + " %d of others",
        elapsedNanos() / 60e9,
        made(),
        staysAnswered.get(),
        staysBroken.get(),
        staysUnread.get(),
        others.get());
  }
}
