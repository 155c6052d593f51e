package io.hairspring.micrometer;

import io.hairspring.collector.SeriesFigure;
import io.hairspring.collector.view.MetricsVisitor;
import io.hairspring.collector.view.SeriesView;

/** What an info shows: that it is there. */
enum Presence implements SeriesFigure {
  SHOWN;

  @Override
  public void show(SeriesView series, MetricsVisitor visitor, boolean closeEpoch) {
    visitor.info(series);
  }
}
