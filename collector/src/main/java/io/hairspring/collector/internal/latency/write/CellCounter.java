package io.hairspring.collector.internal.latency.write;

/** Who counts latencies by cell. */
interface CellCounter {
  /**
   * Counts {@code n} latencies in a cell other than that of 0, or in the part of it to which {@code
   * nanos} belongs.
   */
  void count(int index, long nanos, long n);

  /**
   * Counts the latencies that a caller who waited could not offer, {@code interval} apart, at least
   * 1, and below {@code nanos}, or below the highest latency if that is less. Takes a step per cell
   * at most.
   */
  static void countMissed(LatencyLayout layout, long nanos, long interval, CellCounter counter) {
    // The missed values are rest + j * interval for j from 1 to missed; those of a cell count at
    // once.
    long waited = Math.min(nanos, layout.highestNanos());
    long missed = waited / interval - 1;
    long rest = waited % interval;
    for (long j = 1; j <= missed; ) {
      long missing = rest + j * interval;
      int index = layout.index(missing);
      long last = Math.min(missed, (layout.highest(index) - rest) / interval);
      counter.count(index, missing, last - j + 1);
      j = last + 1;
    }
  }

  /** Returns whether a caller who waited so long missed any. */
  static boolean missesAny(LatencyLayout layout, long nanos, long interval) {
    long waited = Math.min(nanos, layout.highestNanos());
    return waited >= 0 && waited - interval >= interval;
  }
}
