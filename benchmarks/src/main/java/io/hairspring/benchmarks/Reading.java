package io.hairspring.benchmarks;

import io.hairspring.collector.view.DistributionView;
import io.hairspring.collector.view.FamilyView;
import io.hairspring.collector.view.LatencyView;
import io.hairspring.collector.view.MetricsVisitor;
import io.hairspring.collector.view.SeriesView;
import io.hairspring.collector.view.StateSetView;
import io.hairspring.collector.view.SummaryView;
import java.util.function.Predicate;

/** Reads what a scrape shows and adds it up, so that nothing of it is left out by the compiler. */
final class Reading implements MetricsVisitor {
  private final Predicate<String> families;
  private double sum;

  /** Reads everything. */
  Reading() {
    this(name -> true);
  }

  /** Reads the families with these names. */
  Reading(Predicate<String> families) {
    this.families = families;
  }

  double sum() {
    return sum;
  }

  @Override
  public boolean family(FamilyView family) {
    return families.test(family.name());
  }

  @Override
  public void counter(SeriesView series, long total) {
    sum += total;
  }

  @Override
  public void fractionalCounter(SeriesView series, double total) {
    sum += total;
  }

  @Override
  public void gauge(SeriesView series, double value) {
    sum += value;
  }

  @Override
  public void histogram(SeriesView series, DistributionView values) {
    distribution(values);
  }

  @Override
  public void latency(SeriesView series, LatencyView values) {
    distribution(values);
    if (values.count() > 0) {
      sum += values.quantileNanos(0.5) + values.quantileNanos(0.95) + values.quantileNanos(0.99);
    }
  }

  @Override
  public void summary(SeriesView series, SummaryView values) {
    sum += values.count();
  }

  @Override
  public void info(SeriesView series) {
    sum += series.labelBytes();
  }

  @Override
  public void stateSet(SeriesView series, StateSetView states) {
    sum += states.states();
  }

  private void distribution(DistributionView values) {
    sum += values.count() + values.sum();
    for (int i = 0; i < values.bounds(); i++) {
      sum += values.cumulativeCount(i);
    }
  }
}
