package io.hairspring.exposition.format;

import java.math.BigDecimal;

/**
 * How numbers are spelled, the same way in every format: a whole number without a fraction, any
 * other as the shortest decimal that reads back as the same double. Seconds that come from whole
 * nanoseconds are exact decimals.
 */
final class Numbers {
  private static final int NANOS_PER_SECOND = 1_000_000_000;
  private static final double MOST_TOLD_APART = 1e15; // decimals of so many digits are all apart
  private static final double MOST_EXACT = 0x1p53; // whole numbers up to here are exact as doubles
  private static final int LEAST_PLAIN_EXPONENT = -4;
  private static final int LEAST_LARGE_EXPONENT = 6;

  private Numbers() {}

  /**
   * Appends a value, or {@code NaN}, {@code +Inf}, {@code -Inf}; allocates unless it is whole, or
   * has at most nine digits after the point and fifteen in all.
   */
  static void value(Utf8Buffer out, double value) {
    if (isWhole(value)) {
      out.number((long) value);
      return;
    }
    long billionths = billionths(value);
    if (billionths != 0) {
      seconds(out, billionths);
    } else {
      out.ascii(Double.isFinite(value) ? Double.toString(value) : notFinite(value));
    }
  }

  /** Returns how the text formats spell a number that is not finite. */
  static String notFinite(double value) {
    return Double.isNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf";
  }

  /** Returns how many billionths a value is; 0 if it is none, or not just so many. */
  private static long billionths(double value) {
    double scaled = value * NANOS_PER_SECOND;
    long nearest = Math.round(scaled);
    // The quotient is rounded once, so this is the double that the decimal reads back as; and no
    // shorter decimal does, since no two of so few digits are one double.
    boolean just =
        Math.abs(scaled) < MOST_TOLD_APART && (double) nearest / NANOS_PER_SECOND == value;
    return just ? nearest : 0;
  }

  /** Appends nanoseconds as seconds; allocates unless they are whole. */
  static void seconds(Utf8Buffer out, double nanos) {
    if (isWhole(nanos)) {
      seconds(out, (long) nanos);
    } else {
      value(out, nanos / NANOS_PER_SECOND);
    }
  }

  /** Appends nanoseconds as seconds, exactly. */
  static void seconds(Utf8Buffer out, long nanos) {
    long seconds = nanos / NANOS_PER_SECOND;
    int fraction = (int) (nanos % NANOS_PER_SECOND);
    if (seconds == 0 && fraction < 0) {
      out.ascii('-'); // which a zero would not show
    }
    out.number(seconds);
    if (fraction != 0) {
      out.fraction(Math.abs(fraction));
    }
  }

  /**
   * Returns the canonical float of OpenMetrics 1.0, which every parser reads as the same label:
   * such as {@code 0.005}, {@code 1.0}, {@code 1e-05}, {@code 1e+06}. Allocates.
   */
  static String canonical(double value) {
    if (!Double.isFinite(value)) {
      return notFinite(value);
    }
    BigDecimal decimal = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    int exponent = decimal.precision() - decimal.scale() - 1;
    if (exponent >= LEAST_PLAIN_EXPONENT && exponent < LEAST_LARGE_EXPONENT) {
      String plain = decimal.toPlainString();
      return decimal.scale() > 0 ? plain : plain + ".0";
    }
    String digits = decimal.unscaledValue().abs().toString();
    String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
    int size = Math.abs(exponent);
    return (value < 0 ? "-" : "")
        + mantissa
        + (exponent < 0 ? "e-" : "e+")
        + (size < 10 ? "0" : "")
        + size;
  }

  private static boolean isWhole(double value) {
    // Compared as bits, so that the sign of -0.0 is kept.
    return Math.abs(value) <= MOST_EXACT
        && Double.doubleToRawLongBits((double) (long) value) == Double.doubleToRawLongBits(value);
  }
}
