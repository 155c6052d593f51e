package io.hairspring.collector.internal.instrument;

import io.hairspring.collector.internal.series.Series;
import io.hairspring.collector.internal.series.SeriesLabels;

/** Labels that describe the process. */
final class Info extends Series {
  Info(SeriesLabels labels, String[] values) {
    super(labels, values);
  }
}
