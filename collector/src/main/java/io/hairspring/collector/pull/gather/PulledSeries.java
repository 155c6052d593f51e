package io.hairspring.collector.pull.gather;

import io.hairspring.collector.series.Series;
import io.hairspring.collector.series.SeriesLabels;

/** The labels of a series that a source tells, encoded once and kept for its next answers. */
final class PulledSeries extends Series {
  PulledSeries(SeriesLabels labels, String[] values) {
    super(labels, values);
  }
}
