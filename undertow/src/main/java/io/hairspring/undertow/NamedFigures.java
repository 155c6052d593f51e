package io.hairspring.undertow;

import io.hairspring.collector.view.DistributionView;
import io.hairspring.collector.view.LatencyView;
import io.hairspring.collector.view.MetricsVisitor;
import io.hairspring.collector.view.SeriesView;
import io.hairspring.collector.view.StateSetView;
import io.hairspring.collector.view.SummaryView;

/**
 * Reads a few families that it knows by name. Under such a name somebody may have a metric of
 * another kind, which has no figure.
 */
abstract class NamedFigures implements MetricsVisitor {
  @Override
  public void counter(SeriesView series, long total) {}

  @Override
  public void fractionalCounter(SeriesView series, double total) {}

  @Override
  public void gauge(SeriesView series, double value) {}

  @Override
  public void histogram(SeriesView series, DistributionView values) {}

  @Override
  public void latency(SeriesView series, LatencyView values) {}

  @Override
  public void summary(SeriesView series, SummaryView values) {}

  @Override
  public void info(SeriesView series) {}

  @Override
  public void stateSet(SeriesView series, StateSetView states) {}
}
