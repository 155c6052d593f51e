package io.hairspring.collector.series;

import java.util.Arrays;

/**
 * What a {@link SeriesTable} takes, and who is told of what it does not. Immutable.
 *
 * @param maxSeries how many series may exist before label values share one, at least 1
 * @param maxLabelChars how many chars (UTF-16) a label value may have, at least those of {@link
 *     SeriesTable#OVERFLOW}, which a longer one reads
 * @param overflowed is run for each look-up that ends at the shared series; must not block
 * @param overlong is run for each look-up with a label value that is too long; must not block
 */
public record SeriesBounds(
    int maxSeries, int maxLabelChars, Runnable overflowed, Runnable overlong) {
  boolean isOverlong(String a) {
    return a.length() > maxLabelChars;
  }

  boolean isOverlong(String a, String b) {
    return isOverlong(a) || isOverlong(b);
  }

  boolean isOverlong(String a, String b, String c) {
    return isOverlong(a, b) || isOverlong(c);
  }

  boolean isOverlong(String a, String b, String c, String d) {
    return isOverlong(a, b, c) || isOverlong(d);
  }

  boolean isOverlong(String[] values) {
    return Arrays.stream(values).anyMatch(this::isOverlong);
  }

  /** Returns {@code value}, or what it reads because it is too long. */
  String fitting(String value) {
    return isOverlong(value) ? SeriesTable.OVERFLOW : value;
  }

  /** Returns a copy of {@code values} with what they read. */
  String[] fitting(String[] values) {
    return Arrays.stream(values).map(this::fitting).toArray(String[]::new);
  }
}
