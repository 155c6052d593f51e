package io.hairspring.runtime.bridge;

import io.hairspring.collector.pull.MetricsSink;
import io.hairspring.collector.pull.SourceFamily;
import io.hairspring.collector.snapshot.FamilyKind;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.StateSetSnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.UnknownSnapshot;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What client_java's snapshots are to a sink. */
final class Snapshots {
  private Snapshots() {}

  /** Returns the family that a snapshot shows; empty if there is no such kind here. */
  static Optional<SourceFamily> family(MetricSnapshot snapshot) {
    String name = snapshot.getMetadata().getPrometheusName();
    if (snapshot instanceof CounterSnapshot) {
      return family(snapshot, name + "_total", FamilyKind.COUNTER);
    } else if (snapshot instanceof GaugeSnapshot || snapshot instanceof UnknownSnapshot) {
      return family(snapshot, name, FamilyKind.GAUGE);
    } else if (snapshot instanceof HistogramSnapshot histogram) {
      return histogram.isGaugeHistogram()
          ? Optional.empty()
          : family(snapshot, name, FamilyKind.HISTOGRAM);
    } else if (snapshot instanceof SummarySnapshot) {
      return family(snapshot, name, FamilyKind.SUMMARY);
    } else if (snapshot instanceof InfoSnapshot) {
      return family(snapshot, name + "_info", FamilyKind.INFO);
    } else if (snapshot instanceof StateSetSnapshot) {
      return family(snapshot, name, FamilyKind.STATESET);
    }
    return Optional.empty();
  }

  private static Optional<SourceFamily> family(
      MetricSnapshot snapshot, String name, FamilyKind kind) {
    Set<String> labels = new LinkedHashSet<>();
    for (DataPointSnapshot point : snapshot.getDataPoints()) {
      for (int i = 0; i < point.getLabels().size(); i++) {
        labels.add(point.getLabels().getPrometheusName(i));
      }
    }
    String help = snapshot.getMetadata().getHelp();
    return Optional.of(
        new SourceFamily(
            name, help == null || help.isBlank() ? name : help, kind, List.copyOf(labels)));
  }

  /** Tells all series of a snapshot. */
  static void tell(MetricSnapshot snapshot, SourceFamily family, MetricsSink sink) {
    for (DataPointSnapshot point : snapshot.getDataPoints()) {
      tell(point, family, values(point.getLabels(), family.labelNames()), sink);
    }
  }

  private static void tell(
      DataPointSnapshot point, SourceFamily family, String[] labels, MetricsSink sink) {
    String name = family.name();
    if (point instanceof CounterSnapshot.CounterDataPointSnapshot counter) {
      sink.counter(name, counter.getValue(), labels);
    } else if (point instanceof GaugeSnapshot.GaugeDataPointSnapshot gauge) {
      sink.gauge(name, gauge.getValue(), labels);
    } else if (point instanceof UnknownSnapshot.UnknownDataPointSnapshot unknown) {
      sink.gauge(name, unknown.getValue(), labels);
    } else if (point instanceof HistogramSnapshot.HistogramDataPointSnapshot histogram) {
      sink.histogram(name, new BridgedHistogram(histogram), labels);
    } else if (point instanceof SummarySnapshot.SummaryDataPointSnapshot summary) {
      if (summary.hasCount()) {
        sink.summary(name, new BridgedSummary(summary), labels);
      } else {
        sink.refuse(name, "expected a summary with a count");
      }
    } else if (point instanceof StateSetSnapshot.StateSetDataPointSnapshot states) {
      sink.stateSet(name, new BridgedStates(states), labels);
    } else {
      sink.info(name, labels);
    }
  }

  private static String[] values(Labels labels, List<String> names) {
    String[] values = new String[names.size()]; // null for a label that this series lacks
    for (int i = 0; i < labels.size(); i++) {
      values[names.indexOf(labels.getPrometheusName(i))] = labels.getValue(i);
    }
    return values;
  }
}
