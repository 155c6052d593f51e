package io.hairspring.exposition.format;

import java.nio.charset.StandardCharsets;

/**
 * How the lines of buckets and quantiles go on after {@code le="} or {@code quantile="}: the bound,
 * and the end of the labels. Kept between scrapes so that a bound is spelled once. Bounded: two
 * bounds that fall into one place take turns. Not thread-safe.
 */
final class BoundTexts {
  private static final int PLACE_BITS = 10;
  private static final int PLACES = 1 << PLACE_BITS;
  private static final int SPREAD = 0x9E3779B9; // 2^32 / golden ratio: near bounds fall far apart

  static final String END = "\"} ";

  private final long[] bits = new long[PLACES];
  private final byte[][] texts = new byte[PLACES][];

  /** Returns the canonical spelling of {@code bound} and the end; nobody may change it. */
  byte[] of(double bound) {
    long key = Double.doubleToRawLongBits(bound);
    int place = (Long.hashCode(key) * SPREAD) >>> (Integer.SIZE - PLACE_BITS);
    if (texts[place] == null || bits[place] != key) {
      bits[place] = key;
      texts[place] = (Numbers.canonical(bound) + END).getBytes(StandardCharsets.US_ASCII);
    }
    return texts[place];
  }
}
