package io.hairspring.exposition.gzip;

/**
 * The CRC-32 of two texts in a row, from those of each.
 *
 * <p>A CRC is a polynomial over GF(2), modulo that of CRC-32; so many more bytes multiply it by x
 * to the eightfold. Source: Mark Adler, zlib, {@code crc32_combine}.
 */
final class Crc32Concatenation {
  private static final int POLYNOMIAL = 0xedb88320; // bit 31 stands for x^0
  private static final int ONE = 1 << 31;
  private static final int X = 1 << 30;
  private static final int[] SQUARES = new int[35]; // x^(2^i); lengths are 31 bits, of bytes 34

  static {
    SQUARES[0] = X;
    for (int i = 1; i < SQUARES.length; i++) {
      SQUARES[i] = product(SQUARES[i - 1], SQUARES[i - 1]);
    }
  }

  private Crc32Concatenation() {}

  /** Returns the CRC of a text with this CRC before one with that, of so many bytes. */
  static int of(int first, int second, int secondBytes) {
    return product(power(8L * secondBytes), first) ^ second;
  }

  private static int power(long exponent) {
    int power = ONE;
    long rest = exponent;
    for (int i = 0; rest != 0; i++, rest >>= 1) {
      if ((rest & 1) != 0) {
        power = product(SQUARES[i], power);
      }
    }
    return power;
  }

  private static int product(int a, int b) {
    int product = 0;
    int shifted = b;
    for (int rest = a; rest != 0; rest <<= 1) {
      product ^= shifted & (rest >> 31);
      shifted = (shifted >>> 1) ^ (POLYNOMIAL & -(shifted & 1));
    }
    return product;
  }
}
