package io.hairspring.exposition.format;

import java.nio.charset.StandardCharsets;

/** Spells whole numbers in decimal, two digits at a time. */
final class Decimals {
  /** How many bytes the longest number has, the least {@code long} with its sign. */
  static final int MOST_BYTES = 20;

  /** How many bytes a fraction in billionths has at most. */
  static final int FRACTION_BYTES = 9;

  private static final byte[] LEAST =
      Long.toString(Long.MIN_VALUE).getBytes(StandardCharsets.US_ASCII);
  private static final byte[] PAIRS = new byte[200]; // 00 01 02 and so on

  static {
    for (int i = 0; i < 100; i++) {
      PAIRS[2 * i] = (byte) ('0' + i / 10);
      PAIRS[2 * i + 1] = (byte) ('0' + i % 10);
    }
  }

  private Decimals() {}

  /** Puts a number where there is room for the longest; returns where it ends. */
  static int put(byte[] target, int offset, long value) {
    int at = offset;
    long rest = value;
    if (value < 0) {
      if (value == Long.MIN_VALUE) { // the one whose negation does not exist
        System.arraycopy(LEAST, 0, target, offset, LEAST.length);
        return offset + LEAST.length;
      }
      target[at++] = '-';
      rest = -value;
    }
    int end = at + digits(rest);
    at = end;
    for (; rest > Integer.MAX_VALUE; rest /= 100) {
      at = pair(target, at, (int) (rest % 100));
    }
    int small = (int) rest; // dividing it costs half as much
    for (; small >= 100; small /= 100) {
      at = pair(target, at, small % 100);
    }
    if (small >= 10) {
      pair(target, at, small);
    } else {
      target[at - 1] = (byte) ('0' + small);
    }
    return end;
  }

  /**
   * Puts the digits of a fraction, given in billionths, where there is room for nine; returns where
   * they end without the zeros behind.
   */
  static int putFraction(byte[] target, int offset, int billionths) {
    int rest = billionths;
    int at = offset + FRACTION_BYTES;
    while (at > offset + 1) {
      at = pair(target, at, rest % 100);
      rest /= 100;
    }
    target[offset] = (byte) ('0' + rest);
    int end = offset + FRACTION_BYTES;
    while (target[end - 1] == '0') {
      end--;
    }
    return end;
  }

  /** Puts the two digits that end before {@code end}. */
  private static int pair(byte[] target, int end, int value) {
    target[end - 1] = PAIRS[2 * value + 1];
    target[end - 2] = PAIRS[2 * value];
    return end - 2;
  }

  private static int digits(long value) {
    int digits = 1;
    for (long limit = 10; value >= limit && digits < MOST_BYTES - 1; limit *= 10) {
      digits++;
    }
    return digits;
  }
}
