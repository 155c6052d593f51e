package io.hairspring.exposition.format;

import io.hairspring.collector.view.DistributionView;
import io.hairspring.collector.view.ExemplarView;
import io.hairspring.collector.view.NativeHistogram;
import io.hairspring.collector.view.SeriesView;
import io.hairspring.collector.view.ValueView;

/**
 * The parts of which {@link PrometheusProtobuf} makes histograms, and those that histograms and
 * counters share. Not thread-safe.
 */
final class ProtobufParts {
  // message Histogram
  static final int HISTOGRAM_CREATED = 15;
  private static final int COUNT = 1;
  private static final int SUM = 2;
  private static final int BUCKET = 3;
  private static final int SCHEMA = 5;
  private static final int ZERO_THRESHOLD = 6;
  private static final int ZERO_COUNT = 7;
  private static final int POSITIVE_SPAN = 12;
  private static final int POSITIVE_DELTA = 13;
  private static final int EXEMPLARS = 16;

  // messages Bucket, BucketSpan, Exemplar, google.protobuf.Timestamp
  private static final int BUCKET_COUNT = 1;
  private static final int BUCKET_BOUND = 2;
  private static final int BUCKET_EXEMPLAR = 3;
  private static final int SPAN_OFFSET = 1;
  private static final int SPAN_LENGTH = 2;
  private static final int EXEMPLAR_LABEL = 1;
  private static final int EXEMPLAR_VALUE = 2;
  private static final int EXEMPLAR_TIMESTAMP = 3;
  private static final int SECONDS = 1;
  private static final int NANOS = 2;

  private static final int MILLIS_PER_SECOND = 1000;
  private static final int NANOS_PER_MILLI = 1_000_000;

  private final ProtobufWriter protobuf;
  private final LabelPairs labels;
  private final NativeHistogram cells = new NativeHistogram();
  private Utf8Buffer out;

  ProtobufParts(ProtobufWriter protobuf, LabelPairs labels) {
    this.protobuf = protobuf;
    this.labels = labels;
  }

  /** Begins an answer. */
  void begin(Utf8Buffer out) {
    this.out = out;
  }

  /** Writes count and sum of a histogram. */
  void totals(long count, double sum) {
    protobuf.number(COUNT, count);
    if (!Double.isNaN(sum)) {
      protobuf.number(SUM, sum);
    }
  }

  /** Writes classic buckets, the one above all bounds last. */
  void buckets(DistributionView values) {
    for (int i = 0; i <= values.bounds(); i++) {
      boolean last = i == values.bounds();
      int bucket = protobuf.begin(BUCKET);
      protobuf.number(BUCKET_COUNT, last ? values.count() : values.cumulativeCount(i));
      protobuf.number(BUCKET_BOUND, last ? Double.POSITIVE_INFINITY : values.bound(i));
      ExemplarView exemplar = values.exemplar(i);
      if (exemplar != null) {
        exemplar(BUCKET_EXEMPLAR, exemplar);
      }
      protobuf.end(bucket);
    }
  }

  /** Writes the native buckets of a recorder. */
  void nativeBuckets(ValueView values) {
    cells.compute(values);
    protobuf.signed(SCHEMA, cells.schema());
    protobuf.number(ZERO_THRESHOLD, NativeHistogram.ZERO_THRESHOLD);
    protobuf.number(ZERO_COUNT, cells.zeroCount());
    spans();
    deltas();
  }

  /** Writes a span for each run of neighbouring buckets, as far from the run before as it is. */
  private void spans() {
    int after = 0; // the index after the last bucket of the run before
    int first = 0;
    for (int i = 0; i < cells.buckets(); i++) {
      int next = i + 1;
      if (next == cells.buckets() || cells.index(next) != cells.index(i) + 1) {
        int span = protobuf.begin(POSITIVE_SPAN);
        // Counted from 0 for the first.
        protobuf.signed(SPAN_OFFSET, (long) cells.index(first) - after);
        protobuf.number(SPAN_LENGTH, (long) next - first);
        protobuf.end(span);
        after = cells.index(i) + 1;
        first = next;
      }
    }
  }

  /** Writes each bucket's count as the difference to the one before. */
  private void deltas() {
    int deltas = protobuf.begin(POSITIVE_DELTA);
    long before = 0;
    for (int i = 0; i < cells.buckets(); i++) {
      protobuf.signed(cells.count(i) - before);
      before = cells.count(i);
    }
    protobuf.end(deltas);
  }

  /** Writes the exemplars of a histogram that has native buckets alone. */
  void exemplars(DistributionView values) {
    for (int i = 0; i <= values.bounds(); i++) {
      ExemplarView exemplar = values.exemplar(i);
      if (exemplar != null) {
        exemplar(EXEMPLARS, exemplar);
      }
    }
  }

  /** Writes an exemplar. */
  void exemplar(int field, ExemplarView exemplar) {
    int message = protobuf.begin(field);
    labels.write(out, EXEMPLAR_LABEL, exemplar);
    protobuf.number(EXEMPLAR_VALUE, exemplar.value());
    timestamp(EXEMPLAR_TIMESTAMP, exemplar.timestampMillis());
    protobuf.end(message);
  }

  /** Writes since when a series counts, if that is known. */
  void created(int field, SeriesView series) {
    if (series.createdMillis() > 0) {
      timestamp(field, series.createdMillis());
    }
  }

  private void timestamp(int field, long millis) {
    int timestamp = protobuf.begin(field);
    protobuf.number(SECONDS, Math.floorDiv(millis, MILLIS_PER_SECOND));
    protobuf.number(NANOS, (long) Math.floorMod(millis, MILLIS_PER_SECOND) * NANOS_PER_MILLI);
    protobuf.end(timestamp);
  }
}
