package io.hairspring.collector.internal.stripe;

/**
 * What rounding takes away from the sum of two doubles, which is a double itself: D. E. Knuth, The
 * Art of Computer Programming, volume 2, section 4.2.2, theorem B.
 */
final class TwoSum {
  private static final double SAFE = 0x1p1000; // far from where what is lost could overflow

  private TwoSum() {}

  /** Returns {@code a + b - sum}, without rounding, of {@code sum = a + b}. */
  static double lost(double a, double b, double sum) {
    double added = sum - a;
    return a - (sum - added) + (b - added);
  }

  /**
   * Returns whether {@code sum = a + b} lost nothing; false as well if anything is no number. The
   * same as whether {@link #lost} is 0, by operations that need not wait for each other.
   */
  static boolean isExact(double a, double b, double sum) {
    return sum - a == b && sum - b == a;
  }

  /** Returns whether a sum is finite, and so far from infinity that what was lost is right. */
  static boolean isSafe(double sum) {
    return Math.abs(sum) <= SAFE;
  }
}
