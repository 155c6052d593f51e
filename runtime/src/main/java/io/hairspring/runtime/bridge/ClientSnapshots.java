package io.hairspring.runtime.bridge;

import io.hairspring.collector.view.DistributionView;
import io.hairspring.collector.view.FamilyView;
import io.hairspring.collector.view.LatencyShape;
import io.hairspring.collector.view.LatencyView;
import io.hairspring.collector.view.MetricsVisitor;
import io.hairspring.collector.view.SeriesView;
import io.hairspring.collector.view.StateSetView;
import io.hairspring.collector.view.SummaryView;
import io.hairspring.collector.view.ValueView;
import io.prometheus.metrics.model.registry.MetricType;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Exemplars;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.Quantiles;
import io.prometheus.metrics.model.snapshots.StateSetSnapshot;
import io.prometheus.metrics.model.snapshots.StateSetSnapshot.StateSetDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot.SummaryDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.UnknownSnapshot;
import io.prometheus.metrics.model.snapshots.UnknownSnapshot.UnknownDataPointSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Makes snapshots of what a collection shows. A series or family that client_java refuses is left
 * out.
 */
final class ClientSnapshots implements MetricsVisitor {
  private static final int NOT_COUNTED = -1;

  private final Map<String, ClientFamily> families;
  private final Predicate<ClientFamily> wanted;
  private final BiConsumer<String, RuntimeException> refused;
  private final ClientHistograms histograms = new ClientHistograms();
  private final List<MetricSnapshot> made = new ArrayList<>();
  private ClientFamily family; // null while none is open
  private List<String> labelNames;
  private List<DataPointSnapshot> points;

  /**
   * Creates a visitor for one collection.
   *
   * @param families those to show, by our own names
   * @param refused told the name of a family and why it, or a series of it, is left out
   */
  ClientSnapshots(
      Map<String, ClientFamily> families,
      Predicate<ClientFamily> wanted,
      BiConsumer<String, RuntimeException> refused) {
    this.families = families;
    this.wanted = wanted;
    this.refused = refused;
  }

  /** Returns what the collection has shown. */
  MetricSnapshots made() {
    closeFamily();
    return new MetricSnapshots(made);
  }

  @Override
  public boolean family(FamilyView view) {
    closeFamily();
    ClientFamily next = families.get(view.name());
    boolean same = // one that was made anew since the names were compared comes next time
        next != null
            && next.view().kind() == view.kind()
            && next.view().shapes().equals(view.shapes());
    if (!same || !wanted.test(next)) {
      return false;
    }
    family = next;
    labelNames = view.labelNames();
    points = new ArrayList<>();
    return true;
  }

  private void closeFamily() {
    if (family != null && !points.isEmpty()) {
      try {
        made.add(snapshot(family.type(), family.metadata()));
      } catch (RuntimeException refusal) {
        refused.accept(family.view().name(), refusal);
      }
    }
    family = null;
  }

  private MetricSnapshot snapshot(MetricType type, MetricMetadata metadata) {
    return switch (type) {
      case COUNTER -> new CounterSnapshot(metadata, all(CounterDataPointSnapshot.class));
      case GAUGE -> new GaugeSnapshot(metadata, all(GaugeDataPointSnapshot.class));
      case HISTOGRAM -> new HistogramSnapshot(metadata, all(HistogramDataPointSnapshot.class));
      case SUMMARY -> new SummarySnapshot(metadata, all(SummaryDataPointSnapshot.class));
      case INFO -> new InfoSnapshot(metadata, all(InfoDataPointSnapshot.class));
      case STATESET -> new StateSetSnapshot(metadata, all(StateSetDataPointSnapshot.class));
      case UNKNOWN -> new UnknownSnapshot(metadata, all(UnknownDataPointSnapshot.class));
    };
  }

  private <P extends DataPointSnapshot> List<P> all(Class<P> kind) {
    return points.stream().map(kind::cast).toList();
  }

  private void add(SeriesView series, Function<Labels, DataPointSnapshot> point) {
    try {
      points.add(point.apply(labels(series)));
    } catch (RuntimeException refusal) {
      refused.accept(family.view().name(), refusal);
    }
  }

  private Labels labels(SeriesView series) {
    List<String> values = series.labelValues(); // may be more than the names of this collection
    List<String> names = new ArrayList<>();
    List<String> had = new ArrayList<>();
    for (int i = 0; i < labelNames.size(); i++) {
      if (!series.lacksLabel(i)) {
        names.add(labelNames.get(i));
        had.add(values.get(i));
      }
    }
    return names.isEmpty() ? Labels.EMPTY : Labels.of(names, had);
  }

  private boolean isUnknown() {
    return family.type() == MetricType.UNKNOWN;
  }

  @Override
  public void counter(SeriesView series, long total) {
    fractionalCounter(series, (double) total);
  }

  @Override
  public void fractionalCounter(SeriesView series, double total) {
    add(
        series,
        labels ->
            isUnknown()
                ? new UnknownDataPointSnapshot(total, labels, null)
                : new CounterDataPointSnapshot(
                    total,
                    labels,
                    ClientHistograms.exemplar(series.exemplar()),
                    series.createdMillis()));
  }

  @Override
  public void gauge(SeriesView series, double value) {
    add(
        series,
        labels ->
            isUnknown()
                ? new UnknownDataPointSnapshot(value, labels, null)
                : new GaugeDataPointSnapshot(value, labels, null));
  }

  @Override
  public void info(SeriesView series) {
    add(
        series,
        labels ->
            isUnknown()
                ? new UnknownDataPointSnapshot(1, labels, null)
                : new InfoDataPointSnapshot(labels));
  }

  @Override
  public void stateSet(SeriesView series, StateSetView states) {
    String[] names = new String[states.states()];
    boolean[] on = new boolean[names.length];
    for (int i = 0; i < names.length; i++) {
      names[i] = states.state(i);
      on[i] = states.isOn(i);
    }
    add(series, labels -> new StateSetDataPointSnapshot(names, on, labels));
  }

  @Override
  public void histogram(SeriesView series, DistributionView values) {
    add(series, labels -> histograms.classic(series, values, labels));
  }

  @Override
  public boolean readsShapesOnly() {
    return true;
  }

  @Override
  public void latency(SeriesView series, LatencyView values) {
    values(series, values);
  }

  @Override
  public void values(SeriesView series, ValueView values) {
    FamilyView view = family.view();
    if (view.shapes().contains(LatencyShape.SUMMARY)) {
      Quantiles.Builder quantiles = Quantiles.builder();
      for (double quantile : view.quantiles()) {
        quantiles.quantile(quantile, values.window().quantile(quantile));
      }
      summary(series, values.count(), values.sum(), quantiles);
    } else {
      add(series, labels -> histograms.recorder(view.shapes(), series, values, labels));
    }
  }

  @Override
  public void summary(SeriesView series, SummaryView values) {
    Quantiles.Builder quantiles = Quantiles.builder();
    for (int i = 0; i < values.quantiles(); i++) {
      quantiles.quantile(values.quantile(i), values.value(i));
    }
    summary(series, values.hasCount() ? values.count() : NOT_COUNTED, values.sum(), quantiles);
  }

  private void summary(SeriesView series, long count, double sum, Quantiles.Builder quantiles) {
    add(
        series,
        labels ->
            new SummaryDataPointSnapshot(
                count, sum, quantiles.build(), labels, Exemplars.EMPTY, series.createdMillis()));
  }
}
