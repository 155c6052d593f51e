package io.hairspring.exposition.format;

import io.hairspring.collector.view.DistributionView;
import io.hairspring.collector.view.FamilyKind;
import io.hairspring.collector.view.FamilyView;
import io.hairspring.collector.view.SeriesView;
import io.hairspring.collector.view.StateSetView;
import io.hairspring.collector.view.SummaryView;

/** A format that shows every latency recorder once, value recorders perhaps, and nothing else. */
abstract class LatencyVisitor implements MetricsFormat {
  private FamilyView family;

  /** Returns the family of the series shown last. */
  final FamilyView family() {
    return family;
  }

  @Override
  public final boolean family(FamilyView next) {
    family = next;
    return wants(next.kind()) && !next.isDerived();
  }

  /** Returns whether families of this kind are shown. */
  boolean wants(FamilyKind kind) {
    return kind == FamilyKind.LATENCY;
  }

  @Override
  public final void counter(SeriesView series, long total) {
    throw declined();
  }

  @Override
  public final void fractionalCounter(SeriesView series, double total) {
    throw declined();
  }

  @Override
  public final void gauge(SeriesView series, double value) {
    throw declined();
  }

  @Override
  public final void histogram(SeriesView series, DistributionView values) {
    throw declined();
  }

  @Override
  public final void summary(SeriesView series, SummaryView values) {
    throw declined();
  }

  @Override
  public final void info(SeriesView series) {
    throw declined();
  }

  @Override
  public final void stateSet(SeriesView series, StateSetView states) {
    throw declined();
  }

  private IllegalStateException declined() {
    return new IllegalStateException("series of declined family " + family.name() + " was shown");
  }
}
