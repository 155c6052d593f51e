package io.hairspring.collector;

import java.util.function.IntFunction;

/** The counters of statuses, each looked up once. Any thread. */
final class StatusCounters {
  private static final int FIRST = 100;
  private static final int KEPT = 500;

  private final IntFunction<StripedCounter> find;

  // By status, its counter, or null if not yet asked for. Plain: a counter is safe to reach through
  // a race, and whoever misses another thread's answer asks again and gets the same.
  private final StripedCounter[] known = new StripedCounter[KEPT];

  StatusCounters(IntFunction<StripedCounter> find) {
    this.find = find;
  }

  StripedCounter of(int status) {
    int at = status - FIRST;
    if (at < 0 || at >= KEPT) {
      return find.apply(status);
    }
    StripedCounter counter = known[at];
    if (counter == null) {
      counter = find.apply(status);
      known[at] = counter;
    }
    return counter;
  }
}
