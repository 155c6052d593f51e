package io.hairspring.exposition.scrape;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.zip.Deflater;

/**
 * Deflaters, kept between answers since each holds a quarter of a megabyte outside of the heap: at
 * most {@value #MOST_KEPT}. They work at the fastest level: a scrape is text that repeats itself,
 * and its host has better uses for the time. Thread-safe.
 */
final class Deflaters implements AutoCloseable {
  private static final int MOST_KEPT = 3; // as many as there are threads that render or reset

  private final Deque<Deflater> kept = new ArrayDeque<>(); // under the monitor, as the next
  private boolean closed;

  /** Returns one without input, for the caller alone until it is given back. */
  Deflater take() {
    synchronized (this) {
      Deflater deflater = kept.pollLast();
      if (deflater != null) {
        return deflater;
      }
    }
    return new Deflater(Deflater.BEST_SPEED, true); // true: raw, as gzip wants it
  }

  /** Takes one back, whatever state it is in. */
  void giveBack(Deflater deflater) {
    deflater.reset();
    synchronized (this) {
      if (!closed && kept.size() < MOST_KEPT) {
        kept.addLast(deflater);
        return;
      }
    }
    deflater.end();
  }

  /** Ends those that are kept; one that is given back later is ended then. */
  @Override
  public synchronized void close() {
    closed = true;
    kept.forEach(Deflater::end);
    kept.clear();
  }
}
