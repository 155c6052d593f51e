package io.hairspring.collector;

import io.hairspring.collector.view.DistributionView;
import io.hairspring.collector.view.FamilyView;
import io.hairspring.collector.view.LatencyView;
import io.hairspring.collector.view.MetricsVisitor;
import io.hairspring.collector.view.SeriesView;
import io.hairspring.collector.view.StateSetView;
import io.hairspring.collector.view.SummaryView;

/** Declines every family; fails if one is shown all the same. */
public class DecliningVisitor implements MetricsVisitor {
  @Override
  public boolean family(FamilyView family) {
    return false;
  }

  @Override
  public void counter(SeriesView series, long total) {
    throw shown();
  }

  @Override
  public void fractionalCounter(SeriesView series, double total) {
    throw shown();
  }

  @Override
  public void gauge(SeriesView series, double value) {
    throw shown();
  }

  @Override
  public void histogram(SeriesView series, DistributionView values) {
    throw shown();
  }

  @Override
  public void latency(SeriesView series, LatencyView values) {
    throw shown();
  }

  @Override
  public void summary(SeriesView series, SummaryView values) {
    throw shown();
  }

  @Override
  public void info(SeriesView series) {
    throw shown();
  }

  @Override
  public void stateSet(SeriesView series, StateSetView states) {
    throw shown();
  }

  private static AssertionError shown() {
    return new AssertionError("shown although declined");
  }
}
