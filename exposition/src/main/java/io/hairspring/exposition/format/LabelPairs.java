package io.hairspring.exposition.format;

import io.hairspring.collector.snapshot.ExemplarView;
import io.hairspring.collector.snapshot.SeriesView;
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
    write(out, field, names);
  }

  /** Writes the labels of an exemplar. */
  void write(Utf8Buffer out, int field, ExemplarView exemplar) {
    labels.of(exemplar);
    write(out, field, (List<String>) null);
  }

  /** Writes one label. */
  void write(int field, String name, String value) {
    int pair = protobuf.begin(field);
    protobuf.text(NAME, name);
    protobuf.text(VALUE, value);
    protobuf.end(pair);
  }

  private void write(Utf8Buffer out, int field, List<String> names) {
    for (int i = 0; labels.next(); i++) {
      int pair = protobuf.begin(field);
      int name = protobuf.begin(NAME);
      if (names == null) {
        labels.name(out);
      } else {
        out.utf8(names.get(i));
      }
      protobuf.end(name);
      int value = protobuf.begin(VALUE);
      labels.value(out);
      protobuf.end(value);
      protobuf.end(pair);
    }
  }
}
