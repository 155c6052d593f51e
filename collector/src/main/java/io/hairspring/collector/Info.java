package io.hairspring.collector;

import io.hairspring.collector.series.Series;
import io.hairspring.collector.series.SeriesLabels;

/** Labels that describe the process. */
final class Info extends Series {
  Info(SeriesLabels labels, String[] values) {
    super(labels, values);
  }
}
