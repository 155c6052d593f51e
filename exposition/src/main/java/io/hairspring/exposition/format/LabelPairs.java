package io.hairspring.exposition.format;

import io.hairspring.collector.view.ExemplarView;
import io.hairspring.collector.view.SeriesView;
import java.util.List;

/** Writes labels as Protocol Buffers. Allocates nothing. Not thread-safe. */
final class LabelPairs {
  private static final int NAME = 1;
  private static final int VALUE = 2;

  private final ProtobufWriter protobuf;
  private final EncodedLabels labels = new EncodedLabels();

  LabelPairs(ProtobufWriter protobuf) {
    this.protobuf = protobuf;
  }

  /** Writes the labels of a series, under other names than its own unless {@code names} is null. */
  void write(Utf8Buffer out, int field, SeriesView series, List<String> names) {
    labels.of(series);
    if (names == null) {
      all(out, field);
      return;
    }
    for (int i = 0; i < names.size(); i++) {
      if (!series.lacksLabel(i)) {
        labels.next();
        label(out, field, names.get(i));
      }
    }
  }

  /** Writes the labels of an exemplar. */
  void write(Utf8Buffer out, int field, ExemplarView exemplar) {
    labels.of(exemplar);
    all(out, field);
  }

  private void all(Utf8Buffer out, int field) {
    while (labels.next()) {
      label(out, field, null);
    }
  }

  /** Writes one label. */
  void write(int field, String name, String value) {
    int pair = protobuf.begin(field);
    protobuf.text(NAME, name);
    protobuf.text(VALUE, value);
    protobuf.end(pair);
  }

  /** Writes the label that is next, under its own name unless another is given. */
  private void label(Utf8Buffer out, int field, String otherName) {
    int pair = protobuf.begin(field);
    int name = protobuf.begin(NAME);
    if (otherName == null) {
      labels.name(out);
    } else {
      out.utf8(otherName);
    }
    protobuf.end(name);
    int value = protobuf.begin(VALUE);
    labels.value(out);
    protobuf.end(value);
    protobuf.end(pair);
  }
}
