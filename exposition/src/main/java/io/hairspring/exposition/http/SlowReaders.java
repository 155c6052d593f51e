package io.hairspring.exposition.http;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Clients that have been reading their answers for a while, the one that began first in front. When
 * no place is free for another, it takes that one's: so clients that do not read keep nobody else
 * from being answered. Thread-safe.
 */
final class SlowReaders {
  private final Deque<Scrape> reading = new ArrayDeque<>(); // under the monitor

  synchronized void add(Scrape scrape) {
    reading.addLast(scrape);
  }

  synchronized void remove(Scrape scrape) {
    reading.remove(scrape);
  }

  /** Cuts off the first. Returns whether there was one; its place is free now or soon. */
  boolean cutOffFirst() {
    Scrape first;
    synchronized (this) {
      first = reading.pollFirst();
    }
    if (first != null) {
      first.cutOff();
    }
    return first != null;
  }
}
