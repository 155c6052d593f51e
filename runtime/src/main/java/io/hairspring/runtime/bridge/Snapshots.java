package io.hairspring.runtime.bridge;

import io.hairspring.collector.source.MetricsSink;
import io.hairspring.collector.source.SourceFamily;
import io.hairspring.collector.view.DistributionView;
import io.hairspring.collector.view.FamilyKind;
import io.hairspring.collector.view.SummaryView;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBucket;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.Quantile;
import io.prometheus.metrics.model.snapshots.StateSetSnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.UnknownSnapshot;
import java.util.ArrayList;
import java.util.List;

/** What client_java's snapshots are to a sink. */
final class Snapshots {
  private Snapshots() {}

  /** Returns what a snapshot measures; null if there is no such kind here. */
  static FamilyKind kind(MetricSnapshot snapshot) {
    if (snapshot instanceof CounterSnapshot) {
      return FamilyKind.COUNTER;
    } else if (snapshot instanceof GaugeSnapshot || snapshot instanceof UnknownSnapshot) {
      return FamilyKind.GAUGE;
    } else if (snapshot instanceof HistogramSnapshot histogram) {
      return histogram.isGaugeHistogram() ? null : FamilyKind.HISTOGRAM;
    } else if (snapshot instanceof SummarySnapshot) {
      return FamilyKind.SUMMARY;
    } else if (snapshot instanceof InfoSnapshot) {
      return FamilyKind.INFO;
    } else if (snapshot instanceof StateSetSnapshot) {
      return FamilyKind.STATESET;
    }
    return null;
  }

  /** Returns the name of the family that a snapshot belongs to. */
  static String name(MetricSnapshot snapshot, FamilyKind kind) {
    String name = snapshot.getMetadata().getPrometheusName();
    return switch (kind) {
      case COUNTER -> name + "_total";
      case INFO -> name + "_info";
      default -> name;
    };
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
      sink.histogram(name, view(histogram), labels);
    } else if (point instanceof SummarySnapshot.SummaryDataPointSnapshot summary) {
      sink.summary(name, view(summary), labels);
    } else if (point instanceof StateSetSnapshot.StateSetDataPointSnapshot states) {
      sink.stateSet(name, new BridgedStates(states), labels);
    } else {
      sink.info(name, labels);
    }
  }

  /** Adds the buckets up, and leaves the one above all bounds to the count. */
  private static DistributionView view(HistogramSnapshot.HistogramDataPointSnapshot histogram) {
    List<Double> bounds = new ArrayList<>();
    List<Long> cumulative = new ArrayList<>();
    long count = 0;
    if (histogram.hasClassicHistogramData()) {
      for (ClassicHistogramBucket bucket : histogram.getClassicBuckets()) {
        count += bucket.getCount();
        if (bucket.getUpperBound() < Double.POSITIVE_INFINITY) {
          bounds.add(bucket.getUpperBound());
          cumulative.add(count);
        }
      }
    }
    return DistributionView.of(bounds, cumulative, histogram.getCount(), histogram.getSum());
  }

  private static SummaryView view(SummarySnapshot.SummaryDataPointSnapshot summary) {
    List<Double> quantiles = new ArrayList<>(); // client_java keeps them ascending
    List<Double> values = new ArrayList<>();
    for (Quantile quantile : summary.getQuantiles()) {
      quantiles.add(quantile.getQuantile());
      values.add(quantile.getValue());
    }
    return summary.hasCount()
        ? SummaryView.of(quantiles, values, summary.getCount(), summary.getSum())
        : SummaryView.withoutCount(quantiles, values, summary.getSum());
  }

  private static String[] values(Labels labels, List<String> names) {
    String[] values = new String[names.size()]; // null for a label that this series lacks
    for (int i = 0; i < labels.size(); i++) {
      values[names.indexOf(labels.getPrometheusName(i))] = labels.getValue(i);
    }
    return values;
  }
}
