package io.hairspring.collector.internal.latency.write;

/**
 * A sum of latencies in nanoseconds that goes on past 64 bits, for thousands of years of them at
 * any rate. Belongs to one thread at a time.
 */
public class NanosSum {
  /** How many nanoseconds a wrap stands for, as a power of two: 146 years. */
  static final int WRAP_BITS = 62;

  private static final long WRAP = 1L << WRAP_BITS;

  private int wraps; // 32 bits, which the JVM puts beside the header
  private long nanos; // 0 to WRAP - 1

  public static NanosSum copy(NanosSum sum) {
    NanosSum copy = new NanosSum();
    copy.add(sum);
    return copy;
  }

  public final void clear() {
    wraps = 0;
    nanos = 0;
  }

  /** Adds nanoseconds and wraps; either may be negative. */
  public final void add(long nanos, long wraps) {
    long sum = this.nanos + (nanos & WRAP - 1);
    this.wraps += (int) (wraps + (nanos >> WRAP_BITS) + (sum >> WRAP_BITS));
    this.nanos = sum & WRAP - 1;
  }

  public final void add(NanosSum other) {
    add(other.nanos, other.wraps);
  }

  public final void subtract(NanosSum other) {
    add(-other.nanos, -(long) other.wraps);
  }

  public final long wraps() {
    return wraps;
  }

  /** Returns the nanoseconds beyond the wraps. */
  public final long nanos() {
    return nanos;
  }

  /** Returns the whole sum, or the largest number there is if it is larger. */
  public final long saturated() {
    return since(0, 0);
  }

  /** Returns what came on top of an earlier sum, or the largest number there is likewise. */
  public final long since(long nanos, long wraps) {
    long more = this.wraps - wraps;
    return more > 1 ? Long.MAX_VALUE : this.nanos - nanos + more * WRAP;
  }

  /** Returns the whole sum, rounded. */
  public final double rounded() {
    return wraps == 0 ? nanos : (double) wraps * WRAP + nanos;
  }
}
