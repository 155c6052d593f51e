package io.hairspring.collector.internal.stripe;

import java.math.BigInteger;

/**
 * The exact sum of any finite doubles, rounded only when it is asked for. Two doubles hold it as
 * long as they can, which allocates nothing; what they cannot hold is spread over {@link Digits}.
 * One thread.
 */
public final class ExactSum {
  private static final long SETTLED = 1L << 62; // a digit beyond hands on to the next
  private static final int DOUBLE_BITS = 1000; // whole numbers of fewer bits are within a double
  private static final int ENOUGH_BITS =
      64; // to round to the 53 of a double, with one for the rest

  private double high;
  private double low;
  private long[] digits; // made once, when it is first needed
  private boolean spread; // whether the digits hold the sum, and not high and low

  /** Forgets what was added. */
  public void clear() {
    high = 0;
    low = 0;
    spread = false;
  }

  /** Adds a finite number. */
  public void add(double x) {
    if (!spread) {
      double sum = high + x;
      double lost = TwoSum.lost(high, x, sum);
      double rest = low + lost;
      if (TwoSum.isSafe(sum) && TwoSum.lost(low, lost, rest) == 0) {
        high = sum;
        low = rest;
        return;
      }
      spread();
    }
    addToDigits(x);
  }

  /** Adds a whole number. */
  public void add(long n) {
    long upper = (n >> Digits.BITS) << Digits.BITS;
    add((double) upper); // of at most 32 bits each, which a double holds
    add((double) (n - upper));
  }

  /** Takes another sum away. */
  public void subtract(ExactSum other) {
    if (!other.spread) {
      add(-other.high);
      add(-other.low);
      return;
    }
    spread();
    for (int i = 0; i < Digits.COUNT; i++) {
      addDigit(i, -other.digits[i]);
    }
  }

  /** Returns a sum of its own that is equal. */
  public ExactSum copy() {
    ExactSum copy = new ExactSum();
    copy.high = high;
    copy.low = low;
    copy.spread = spread;
    copy.digits = spread ? digits.clone() : null;
    return copy;
  }

  /** Returns whether the sum is 0. */
  public boolean isZero() {
    return spread ? whole().signum() == 0 : high + low == 0;
  }

  /** Returns the double nearest to the sum, which is infinite if it is beyond the largest. */
  public double value() {
    if (!spread) {
      return high + low;
    }
    BigInteger whole = whole();
    int bits = whole.bitLength();
    if (bits < DOUBLE_BITS) {
      return Math.scalb(whole.doubleValue(), Digits.LEAST_EXPONENT);
    }
    int cut = bits - ENOUGH_BITS;
    BigInteger top = whole.abs().shiftRight(cut);
    if (whole.abs().getLowestSetBit() < cut) {
      top = top.setBit(0); // more than a tie
    }
    return whole.signum() * Math.scalb(top.doubleValue(), cut + Digits.LEAST_EXPONENT);
  }

  /** Adds to one digit. */
  void addDigit(int i, long n) {
    spread();
    long digit = digits[i] + n;
    if (digit >= SETTLED || digit <= -SETTLED) {
      digits[i] = digit & Digits.MASK;
      addDigit(i + 1, digit >> Digits.BITS);
    } else {
      digits[i] = digit;
    }
  }

  private void addToDigits(double x) {
    int first = Digits.first(x);
    for (int i = 0; i < Digits.PARTS; i++) {
      addDigit(first + i, Digits.part(x, i));
    }
  }

  private void spread() {
    if (spread) {
      return;
    }
    spread = true;
    digits = new long[Digits.COUNT]; // rare enough to be made anew
    addToDigits(high);
    addToDigits(low);
  }

  /** Returns the sum in units of the least positive double. */
  private BigInteger whole() {
    BigInteger whole = BigInteger.ZERO;
    for (int i = Digits.COUNT - 1; i >= 0; i--) {
      whole = whole.shiftLeft(Digits.BITS).add(BigInteger.valueOf(digits[i]));
    }
    return whole;
  }
}
