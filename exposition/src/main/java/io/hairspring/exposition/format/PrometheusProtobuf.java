package io.hairspring.exposition.format;

import io.hairspring.collector.view.DistributionView;
import io.hairspring.collector.view.Epoch;
import io.hairspring.collector.view.ExemplarView;
import io.hairspring.collector.view.FamilyView;
import io.hairspring.collector.view.LatencyShape;
import io.hairspring.collector.view.LatencyView;
import io.hairspring.collector.view.NameEscaping;
import io.hairspring.collector.view.SeriesView;
import io.hairspring.collector.view.StateSetView;
import io.hairspring.collector.view.SummaryView;
import io.hairspring.collector.view.ValueView;
import java.util.List;

/**
 * Prometheus' protobuf format: messages {@code io.prometheus.client.MetricFamily}, each with its
 * length before it.
 *
 * <p>Families, series and names are those of {@link PrometheusText}. This is the one format of
 * Prometheus that has native histograms: a latency family of that shape is one, with classic
 * buckets beside it if it has that shape too. Counters, histograms and summaries of ours say when
 * they were created. A series allocates nothing.
 *
 * <p>Source: prometheus/client_model, io/prometheus/client/metrics.proto.
 */
public final class PrometheusProtobuf implements MetricsFormat {
  // message MetricFamily
  private static final int FAMILY_NAME = 1;
  private static final int FAMILY_HELP = 2;
  private static final int FAMILY_TYPE = 3;
  private static final int FAMILY_METRIC = 4;

  // enum MetricType
  private static final int TYPE_COUNTER = 0;
  private static final int TYPE_GAUGE = 1;
  private static final int TYPE_SUMMARY = 2;
  private static final int TYPE_HISTOGRAM = 4;

  // message Metric
  private static final int METRIC_LABEL = 1;
  private static final int METRIC_GAUGE = 2;
  private static final int METRIC_COUNTER = 3;
  private static final int METRIC_SUMMARY = 4;
  private static final int METRIC_HISTOGRAM = 7;

  // messages Gauge, Counter, Summary, Quantile
  private static final int VALUE = 1;
  private static final int COUNTER_EXEMPLAR = 2;
  private static final int COUNTER_CREATED = 3;
  private static final int SUMMARY_COUNT = 1;
  private static final int SUMMARY_SUM = 2;
  private static final int SUMMARY_QUANTILE = 3;
  private static final int SUMMARY_CREATED = 4;
  private static final int QUANTILE_QUANTILE = 1;
  private static final int QUANTILE_VALUE = 2;

  private final ProtobufWriter protobuf = new ProtobufWriter();
  private final LabelPairs labels = new LabelPairs(protobuf);
  private final ProtobufParts parts = new ProtobufParts(protobuf, labels);
  private final Spelling spelling = new Spelling();
  private Utf8Buffer out;
  private FamilyView family;
  private SpelledFamily spelled;
  private int start; // of the family's message; 0 while none is open

  /** Creates a format. */
  public PrometheusProtobuf() {}

  @Override
  public String contentType() {
    return "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily;"
        + " encoding=delimited";
  }

  @Override
  public boolean escapesNames() {
    return true;
  }

  @Override
  public void begin(Utf8Buffer out, NameEscaping escaping) {
    this.out = out;
    spelling.begin(escaping);
    protobuf.begin(out);
    parts.begin(out);
    start = 0;
  }

  @Override
  public void end(Epoch epoch) {
    closeFamily();
  }

  @Override
  public boolean family(FamilyView next) {
    closeFamily();
    family = next;
    spelled = spelling.of(next);
    start = protobuf.beginDelimited();
    protobuf.text(FAMILY_NAME, spelled.name());
    protobuf.text(FAMILY_HELP, next.help());
    protobuf.number(FAMILY_TYPE, type(next));
    return true;
  }

  private void closeFamily() {
    if (start != 0) {
      protobuf.end(start);
      start = 0;
    }
  }

  private static int type(FamilyView family) {
    return switch (family.kind()) {
      case COUNTER -> TYPE_COUNTER;
      case GAUGE, INFO, STATESET -> TYPE_GAUGE;
      case HISTOGRAM -> TYPE_HISTOGRAM;
      case SUMMARY -> TYPE_SUMMARY;
      case LATENCY, VALUES ->
          family.shapes().contains(LatencyShape.SUMMARY) ? TYPE_SUMMARY : TYPE_HISTOGRAM;
    };
  }

  @Override
  public void counter(SeriesView series, long total) {
    fractionalCounter(series, (double) total);
  }

  @Override
  public void fractionalCounter(SeriesView series, double total) {
    int metric = open(series);
    int counter = protobuf.begin(METRIC_COUNTER);
    protobuf.number(VALUE, total);
    ExemplarView exemplar = series.exemplar();
    if (exemplar != null) {
      parts.exemplar(COUNTER_EXEMPLAR, exemplar);
    }
    parts.created(COUNTER_CREATED, series);
    protobuf.end(counter);
    protobuf.end(metric);
  }

  @Override
  public void gauge(SeriesView series, double value) {
    int metric = open(series);
    closeGauge(metric, value);
  }

  @Override
  public void info(SeriesView series) {
    gauge(series, 1);
  }

  @Override
  public void stateSet(SeriesView series, StateSetView states) {
    for (int i = 0; i < states.states(); i++) {
      int metric = open(series);
      labels.write(METRIC_LABEL, spelled.stateLabel(), states.state(i));
      closeGauge(metric, states.isOn(i) ? 1 : 0);
    }
  }

  @Override
  public void histogram(SeriesView series, DistributionView values) {
    int metric = open(series);
    int histogram = protobuf.begin(METRIC_HISTOGRAM);
    parts.totals(values.count(), values.sum());
    parts.buckets(values);
    parts.created(ProtobufParts.HISTOGRAM_CREATED, series);
    protobuf.end(histogram);
    protobuf.end(metric);
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
    int metric = open(series);
    if (family.shapes().contains(LatencyShape.SUMMARY)) {
      int summary = protobuf.begin(METRIC_SUMMARY);
      protobuf.number(SUMMARY_COUNT, values.count());
      protobuf.number(SUMMARY_SUM, values.sum());
      List<Double> quantiles = family.quantiles();
      for (int i = 0; i < quantiles.size(); i++) {
        double quantile = quantiles.get(i);
        quantile(quantile, values.window().quantile(quantile));
      }
      parts.created(SUMMARY_CREATED, series);
      protobuf.end(summary);
    } else {
      int histogram = protobuf.begin(METRIC_HISTOGRAM);
      parts.totals(values.count(), values.sum());
      boolean classic = family.shapes().contains(LatencyShape.HISTOGRAM);
      if (classic) {
        parts.buckets(values);
      }
      if (family.shapes().contains(LatencyShape.NATIVE)) {
        parts.nativeBuckets(values);
        if (!classic) {
          parts.exemplars(values);
        }
      }
      parts.created(ProtobufParts.HISTOGRAM_CREATED, series);
      protobuf.end(histogram);
    }
    protobuf.end(metric);
  }

  @Override
  public void summary(SeriesView series, SummaryView values) {
    int metric = open(series);
    int summary = protobuf.begin(METRIC_SUMMARY);
    if (values.hasCount()) {
      protobuf.number(SUMMARY_COUNT, values.count());
    }
    if (!Double.isNaN(values.sum())) {
      protobuf.number(SUMMARY_SUM, values.sum());
    }
    for (int i = 0; i < values.quantiles(); i++) {
      quantile(values.quantile(i), values.value(i));
    }
    protobuf.end(summary);
    protobuf.end(metric);
  }

  private void quantile(double quantile, double value) {
    int pair = protobuf.begin(SUMMARY_QUANTILE);
    protobuf.number(QUANTILE_QUANTILE, quantile);
    protobuf.number(QUANTILE_VALUE, value);
    protobuf.end(pair);
  }

  private int open(SeriesView series) {
    int metric = protobuf.begin(FAMILY_METRIC);
    labels.write(out, METRIC_LABEL, series, spelled.labels());
    return metric;
  }

  private void closeGauge(int metric, double value) {
    int gauge = protobuf.begin(METRIC_GAUGE);
    protobuf.number(VALUE, value);
    protobuf.end(gauge);
    protobuf.end(metric);
  }
}
