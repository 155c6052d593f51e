package io.hairspring.collector.internal.stripe;

/**
 * Finite doubles as whole multiples of the least positive one, in digits of 32 bits, the least
 * first. Digits are added up one by one, each with a sign of its own and with room for more than 32
 * bits, so that a sum is exact in whatever order it is made: the superaccumulator of U. Kulisch.
 */
final class Digits {
  static final int BITS = 32;
  static final long MASK = (1L << BITS) - 1;

  /** How many digits hold any sum of fewer than 2^63 doubles. */
  static final int COUNT = 68;

  /** Over how many digits, from the first, one double is spread. */
  static final int PARTS = 3;

  /** The least positive double is 2 to the power of this. */
  static final int LEAST_EXPONENT = -1074;

  private static final int SHIFTS = BITS - 1;
  private static final int FRACTION_BITS = 52;
  private static final long FRACTION = (1L << FRACTION_BITS) - 1;

  private Digits() {}

  /** Returns the first digit that a double has a part in. */
  static int first(double x) {
    return position(x) / BITS;
  }

  /** Returns what a double adds to the i-th digit from its first. */
  static long part(double x, int i) {
    long bits = Double.doubleToRawLongBits(x);
    long fraction = bits & FRACTION;
    long whole = isSubnormal(x) ? fraction : fraction | (1L << FRACTION_BITS);
    int shift = position(x) & SHIFTS;
    long part =
        switch (i) {
          case 0 -> (whole << shift) & MASK;
          case 1 -> (whole >>> (BITS - shift)) & MASK;
          default -> (whole >>> BITS) >>> (BITS - shift);
        };
    return bits < 0 ? -part : part;
  }

  /** Returns by how many bits the last one of a double stands above that of the least. */
  private static int position(double x) {
    return isSubnormal(x) ? 0 : Math.getExponent(x) - Double.MIN_EXPONENT;
  }

  private static boolean isSubnormal(double x) {
    return Math.abs(x) < Double.MIN_NORMAL;
  }
}
