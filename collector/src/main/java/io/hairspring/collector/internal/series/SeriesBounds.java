package io.hairspring.collector.internal.series;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * What a {@link SeriesTable} takes, and who is told of what it does not. Immutable.
 *
 * @param maxSeries how many series may exist before label values share one, at least 1
 * @param maxLabelChars how many chars (UTF-16) a label value may have, at least those of {@link
 *     SeriesTable#OVERFLOW}, which a longer one reads
 * @param overflowed is run for each look-up that ends at the shared series; must not block
 * @param tooLong is run for each look-up with a label value that is too long; must not block
 * @param malformed is run for each look-up with a label value that {@link Utf8Text} alters; must
 *     not block
 * @param removed is told what is taken out; must not block
 */
public record SeriesBounds(
    int maxSeries,
    int maxLabelChars,
    Runnable overflowed,
    Runnable tooLong,
    Runnable malformed,
    Consumer<SeriesKey> removed) {
  boolean isUnfit(String a) {
    return isTooLong(a) || isMalformed(a);
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
    return isTooLong(values) || isMalformed(values);
  }

  /** Counts a look-up with values that read otherwise. */
  void count(boolean anyTooLong, boolean anyMalformed) {
    if (anyTooLong) {
      tooLong.run();
    }
    if (anyMalformed) {
      malformed.run();
    }
  }

  boolean isMalformed(String a) {
    return !Utf8Text.is(a);
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

  boolean isTooLong(String a) {
    return a.length() > maxLabelChars;
  }

  boolean isTooLong(String a, String b) {
    return isTooLong(a) || isTooLong(b);
  }

  boolean isTooLong(String a, String b, String c) {
    return isTooLong(a, b) || isTooLong(c);
  }

  boolean isTooLong(String a, String b, String c, String d) {
    return isTooLong(a, b, c) || isTooLong(d);
  }

  boolean isTooLong(String[] values) {
    return Arrays.stream(values).anyMatch(this::isTooLong);
  }

  /** Returns {@code value}, or what it reads because it does not fit. */
  String fitting(String value) {
    return isTooLong(value) ? SeriesTable.OVERFLOW : Utf8Text.text(value);
  }

  /** Returns a copy of {@code values} with what they read. */
  String[] fitting(String[] values) {
    return Arrays.stream(values).map(this::fitting).toArray(String[]::new);
  }
}
