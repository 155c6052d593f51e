package io.hairspring.test;

import io.hairspring.collector.view.DistributionView;
import io.hairspring.collector.view.FamilyView;
import io.hairspring.collector.view.LatencyView;
import io.hairspring.collector.view.MetricsVisitor;
import io.hairspring.collector.view.SeriesView;
import io.hairspring.collector.view.StateSetView;
import io.hairspring.collector.view.SummaryView;
import io.hairspring.collector.view.ValueView;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Keeps what a collection shows. */
final class SnapshotVisitor implements MetricsVisitor {
  private static final double[] QUANTILES = {0, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999, 1};

  private final List<SeriesSnapshot> kept = new ArrayList<>();
  private FamilyView family;

  List<SeriesSnapshot> kept() {
    return List.copyOf(kept);
  }

  @Override
  public boolean family(FamilyView next) {
    family = next;
    return true;
  }

  private void keep(
      SeriesView series,
      double value,
      DistributionView distribution,
      Map<Double, Double> quantiles,
      Map<String, Boolean> states) {
    Map<String, String> labels = new LinkedHashMap<>();
    List<String> values = series.labelValues();
    for (int i = 0; i < family.labelNames().size(); i++) {
      if (!series.lacksLabel(i)) {
        labels.put(family.labelNames().get(i), values.get(i));
      }
    }
    kept.add(
        new SeriesSnapshot(
            family.name(),
            family.kind(),
            Collections.unmodifiableMap(labels),
            value,
            distribution,
            Collections.unmodifiableMap(quantiles),
            Collections.unmodifiableMap(states)));
  }

  private void keep(SeriesView series, double value) {
    keep(series, value, null, Map.of(), Map.of());
  }

  @Override
  public void counter(SeriesView series, long total) {
    keep(series, (double) total);
  }

  @Override
  public void fractionalCounter(SeriesView series, double total) {
    keep(series, total);
  }

  @Override
  public void gauge(SeriesView series, double value) {
    keep(series, value);
  }

  @Override
  public void info(SeriesView series) {
    keep(series, 1);
  }

  @Override
  public void histogram(SeriesView series, DistributionView values) {
    keep(series, Double.NaN, DistributionView.copyOf(values), Map.of(), Map.of());
  }

  @Override
  public void latency(SeriesView series, LatencyView values) {
    values(series, values);
  }

  @Override
  public void values(SeriesView series, ValueView values) {
    Map<Double, Double> quantiles = new TreeMap<>();
    for (double quantile : QUANTILES) {
      quantiles.put(quantile, values.window().quantile(quantile));
    }
    for (double quantile : family.quantiles()) {
      quantiles.put(quantile, values.window().quantile(quantile));
    }
    keep(series, Double.NaN, DistributionView.copyOf(values), quantiles, Map.of());
  }

  @Override
  public void summary(SeriesView series, SummaryView values) {
    Map<Double, Double> quantiles = new TreeMap<>();
    for (int i = 0; i < values.quantiles(); i++) {
      quantiles.put(values.quantile(i), values.value(i));
    }
    DistributionView totals =
        DistributionView.of(List.of(), List.of(), values.count(), values.sum());
    keep(series, Double.NaN, totals, quantiles, Map.of());
  }

  @Override
  public void stateSet(SeriesView series, StateSetView states) {
    Map<String, Boolean> on = new LinkedHashMap<>();
    for (int i = 0; i < states.states(); i++) {
      on.put(states.state(i), states.isOn(i));
    }
    keep(series, Double.NaN, null, Map.of(), on);
  }
}
