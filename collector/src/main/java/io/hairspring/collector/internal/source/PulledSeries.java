package io.hairspring.collector.internal.source;

import io.hairspring.collector.internal.series.Series;
import io.hairspring.collector.internal.series.SeriesLabels;
import io.hairspring.collector.internal.series.Utf8Text;
import java.util.Arrays;

/** The labels of a series that a source tells, encoded once and kept for its next answers. */
final class PulledSeries extends Series {
  private final String[] given; // null for a label that the series lacks
  private final int sharedLabels;

  PulledSeries(SeriesLabels labels, String[] given) {
    super(labels, filled(given), labels.encodeGiven(given));
    this.given = given;
    sharedLabels = labels.sharedCount();
  }

  /** Returns the values with an empty one for each label that a series lacks. */
  static String[] filled(String[] given) {
    return Arrays.stream(given).map(Utf8Text::text).toArray(String[]::new);
  }

  /** Returns whether these labels were given, and no others. */
  boolean isOf(String[] labelValues) {
    return Arrays.equals(given, labelValues);
  }

  @Override
  public boolean lacksLabel(int i) {
    return i >= sharedLabels && given[i - sharedLabels] == null;
  }
}
