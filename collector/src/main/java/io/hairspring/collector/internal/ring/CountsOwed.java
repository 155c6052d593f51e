package io.hairspring.collector.internal.ring;

/**
 * Events that failed where there was no stack left to count them. The consumer counts them, or
 * whoever closes the ring.
 */
final class CountsOwed {
  // Volatile: added to in this object's monitor, which calls nothing, and looked at outside it.
  volatile long failed;

  /** Counts what is owed. */
  void pay(RingCounts counts) {
    if (failed == 0) {
      return;
    }
    long owed;
    synchronized (this) {
      owed = failed;
      failed = 0;
    }
    counts.failed(owed);
  }
}
