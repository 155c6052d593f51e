package io.hairspring.exposition.format;

import io.prometheus.metrics.expositionformats.generated.com_google_protobuf_4_36_1.Metrics.BucketSpan;
import io.prometheus.metrics.expositionformats.generated.com_google_protobuf_4_36_1.Metrics.Histogram;
import io.prometheus.metrics.expositionformats.generated.com_google_protobuf_4_36_1.Metrics.MetricFamily;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads our protobuf with the classes that client_java has made of Prometheus' own definition. */
final class Protobuf {
  private Protobuf() {}

  static List<MetricFamily> read(byte[] answer) throws IOException {
    List<MetricFamily> families = new ArrayList<>();
    ByteArrayInputStream in = new ByteArrayInputStream(answer);
    for (MetricFamily family; (family = MetricFamily.parseDelimitedFrom(in)) != null; ) {
      families.add(family);
    }
    return families;
  }

  /** Returns the counts of a native histogram's positive buckets by index. */
  static SortedMap<Integer, Long> nativeBuckets(Histogram histogram) {
    SortedMap<Integer, Long> buckets = new TreeMap<>();
    int index = 0;
    int delta = 0;
    long count = 0;
    for (BucketSpan span : histogram.getPositiveSpanList()) {
      index += span.getOffset();
      for (int i = 0; i < span.getLength(); i++) {
        count += histogram.getPositiveDelta(delta++);
        buckets.put(index++, count);
      }
    }
    if (delta != histogram.getPositiveDeltaCount()) {
      throw new AssertionError("spans of " + delta + " buckets: " + histogram);
    }
    return buckets;
  }
}
