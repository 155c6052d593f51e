package io.hairspring.exposition.format;

import io.prometheus.metrics.expositionformats.generated.com_google_protobuf_4_36_1.Metrics.Bucket;
import io.prometheus.metrics.expositionformats.generated.com_google_protobuf_4_36_1.Metrics.Histogram;
import io.prometheus.metrics.expositionformats.generated.com_google_protobuf_4_36_1.Metrics.LabelPair;
import io.prometheus.metrics.expositionformats.generated.com_google_protobuf_4_36_1.Metrics.Metric;
import io.prometheus.metrics.expositionformats.generated.com_google_protobuf_4_36_1.Metrics.MetricFamily;
import io.prometheus.metrics.expositionformats.generated.com_google_protobuf_4_36_1.Metrics.Quantile;
import io.prometheus.metrics.expositionformats.generated.com_google_protobuf_4_36_1.Metrics.Summary;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** Reads our protobuf with client_java's classes, into samples named as the text formats do. */
final class ProtobufReader {
  private ProtobufReader() {}

  static ReadBack read(byte[] answer) throws IOException {
    ReadBack read = new ReadBack();
    for (MetricFamily family : Protobuf.read(answer)) {
      read.help(family.getName(), family.getHelp());
      family.getMetricList().forEach(metric -> add(read, family.getName(), metric));
    }
    return read;
  }

  private static void add(ReadBack read, String name, Metric metric) {
    Map<String, String> labels = new TreeMap<>();
    for (LabelPair pair : metric.getLabelList()) {
      labels.put(pair.getName(), pair.getValue());
    }
    if (metric.hasCounter()) {
      read.add(name, labels, metric.getCounter().getValue());
    } else if (metric.hasGauge()) {
      read.add(name, labels, metric.getGauge().getValue());
    } else if (metric.hasHistogram()) {
      Histogram histogram = metric.getHistogram();
      for (Bucket bucket : histogram.getBucketList()) {
        String bound = Double.toString(bucket.getUpperBound());
        read.add(name + "_bucket", labels, "le", bound, bucket.getCumulativeCount());
      }
      read.add(name + "_count", labels, histogram.getSampleCount());
      if (histogram.hasSampleSum()) {
        read.add(name + "_sum", labels, histogram.getSampleSum());
      }
    } else {
      Summary summary = metric.getSummary();
      for (Quantile pair : summary.getQuantileList()) {
        String quantile = Double.toString(pair.getQuantile());
        read.add(name, labels, "quantile", quantile, pair.getValue());
      }
      read.add(name + "_count", labels, summary.getSampleCount());
      if (summary.hasSampleSum()) {
        read.add(name + "_sum", labels, summary.getSampleSum());
      }
    }
  }
}
