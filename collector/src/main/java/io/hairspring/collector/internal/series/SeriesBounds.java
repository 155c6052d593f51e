package io.hairspring.collector.internal.series;

import java.util.Arrays;

/**
 * What a {@link SeriesTable} takes, and who is told of what it does not. Immutable.
 *
 * @param maxSeries how many series may exist before label values share one, at least 1
 * @param maxLabelChars how many chars (UTF-16) a label value may have, at least those of {@link
 *     SeriesTable#OVERFLOW}, which a longer one reads
 * @param overflowed is run for each look-up that ends at the shared series; must not block
 * @param overlong is run for each look-up with a label value that is too long; must not block
 * @param malformed is run for each look-up with a label value that {@link WellFormed} alters; must
 *     not block
 */
public record SeriesBounds(
    int maxSeries, int maxLabelChars, Runnable overflowed, Runnable overlong, Runnable malformed) {
  boolean isUnfit(String a) {
    return isOverlong(a) || isMalformed(a);
  }

  boolean isUnfit(String a, String b) {
    return isUnfit(a) || isUnfit(b);
  }

  boolean isUnfit(String a, String b, String c) {
    return isUnfit(a, b) || isUnfit(c);
  }

  boolean isUnfit(String a, String b, String c, String d) {
    return isUnfit(a, b, c) || isUnfit(d);
  }

  boolean isUnfit(String[] values) {
    return isOverlong(values) || isMalformed(values);
  }

  /** Counts a look-up with values that read otherwise. */
  void count(boolean anyOverlong, boolean anyMalformed) {
    if (anyOverlong) {
      overlong.run();
    }
    if (anyMalformed) {
      malformed.run();
    }
  }

  boolean isMalformed(String a) {
    return !WellFormed.is(a);
  }

  boolean isMalformed(String a, String b) {
    return isMalformed(a) || isMalformed(b);
  }

  boolean isMalformed(String a, String b, String c) {
    return isMalformed(a, b) || isMalformed(c);
  }

  boolean isMalformed(String a, String b, String c, String d) {
    return isMalformed(a, b, c) || isMalformed(d);
  }

  boolean isMalformed(String[] values) {
    return Arrays.stream(values).anyMatch(this::isMalformed);
  }

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

  /** Returns {@code value}, or what it reads because it does not fit. */
  String fitting(String value) {
    return isOverlong(value) ? SeriesTable.OVERFLOW : WellFormed.text(value);
  }

  /** Returns a copy of {@code values} with what they read. */
  String[] fitting(String[] values) {
    return Arrays.stream(values).map(this::fitting).toArray(String[]::new);
  }
}
