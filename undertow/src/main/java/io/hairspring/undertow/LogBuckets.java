package io.hairspring.undertow;

import java.util.Arrays;

/**
 * Latencies in buckets of a sixteenth of an octave, so that a quantile read from them is within 4
 * %: enough for a chart, and the same for every recorder, so those of several add up. Not
 * thread-safe.
 */
final class LogBuckets {
  static final int BUCKETS = 960; // up to the longest latency that a long can say

  private static final int SUB_BITS = 4;
  private static final int SUBS = 1 << SUB_BITS;

  private final long[] counts = new long[BUCKETS];

  /** Adds recordings of one latency. */
  void add(long nanos, long count) {
    counts[index(nanos)] += count;
  }

  /** Returns what was recorded since {@code before}, or all if that is of another epoch. */
  LogBuckets since(LogBuckets before) {
    LogBuckets grown = new LogBuckets();
    for (int i = 0; i < BUCKETS; i++) { // a series that is hidden meanwhile takes nothing away
      grown.counts[i] = Math.max(0, counts[i] - (before == null ? 0 : before.counts[i]));
    }
    return grown;
  }

  long count() {
    long sum = 0;
    for (long count : counts) {
      sum += count;
    }
    return sum;
  }

  /**
   * Returns the latency that a share of all did not exceed, in nanoseconds; NaN if there is none.
   */
  double quantile(double share) {
    long total = count();
    long rank = Math.max(1, (long) Math.ceil(share * total));
    long seen = 0;
    for (int i = 0; i < BUCKETS; i++) {
      seen += counts[i];
      if (seen >= rank) {
        return lowest(i) / 2.0 + (i + 1 < BUCKETS ? lowest(i + 1) : Long.MAX_VALUE) / 2.0;
      }
    }
    return Double.NaN;
  }

  /** Returns the counts by quarters of an octave, pairs of index and count of those not empty. */
  long[] quarters() {
    int shift = SUB_BITS - 2;
    long[] pairs = new long[2 * (BUCKETS >> shift)];
    int length = 0;
    for (int quarter = 0; quarter < BUCKETS >> shift; quarter++) {
      long sum = 0;
      for (int i = quarter << shift; i < (quarter + 1) << shift; i++) {
        sum += counts[i];
      }
      if (sum > 0) {
        pairs[length++] = quarter;
        pairs[length++] = sum;
      }
    }
    return Arrays.copyOf(pairs, length);
  }

  static int index(long nanos) {
    long value = Math.max(0, nanos);
    if (value < SUBS) {
      return (int) value;
    }
    int exponent = Long.SIZE - 1 - Long.numberOfLeadingZeros(value) - SUB_BITS;
    int index = (exponent << SUB_BITS) + (int) (value >>> exponent);
    return Math.min(index, BUCKETS - 1);
  }

  /** Returns the smallest latency of a bucket. */
  static long lowest(int index) {
    if (index < SUBS) {
      return index;
    }
    int exponent = (index >> SUB_BITS) - 1;
    return (long) (SUBS + (index & (SUBS - 1))) << exponent;
  }
}
