package io.hairspring.exposition.format;

import io.hairspring.collector.snapshot.ExemplarView;
import io.hairspring.collector.snapshot.SeriesView;

/**
 * Writes labels as Protocol Buffers, from the encoding that a series keeps for the text formats, so
 * that no text is made of them. Not thread-safe.
 */
final class LabelPairs {
  private static final int NAME = 1;
  private static final int VALUE = 2;
  private static final int FIRST_BYTES = 256;

  private final ProtobufWriter protobuf;
  private byte[] encoded = new byte[FIRST_BYTES];

  LabelPairs(ProtobufWriter protobuf) {
    this.protobuf = protobuf;
  }

  /** Writes the labels of a series. */
  void write(Utf8Buffer out, int field, SeriesView series) {
    room(series.labelBytes());
    write(out, field, series.copyLabels(encoded, 0));
  }

  /** Writes the labels of an exemplar. */
  void write(Utf8Buffer out, int field, ExemplarView exemplar) {
    room(exemplar.labelBytes());
    write(out, field, exemplar.copyLabels(encoded, 0));
  }

  /** Writes one label. */
  void write(int field, String name, String value) {
    int pair = protobuf.begin(field);
    protobuf.text(NAME, name);
    protobuf.text(VALUE, value);
    protobuf.end(pair);
  }

  private void room(int bytes) {
    if (bytes > encoded.length) {
      encoded = new byte[2 * bytes];
    }
  }

  /** Writes what reads {@code name="value",name="value"}, with escapes, up to {@code end}. */
  private void write(Utf8Buffer out, int field, int end) {
    int at = 0;
    while (at < end) {
      int pair = protobuf.begin(field);
      int name = protobuf.begin(NAME);
      for (; encoded[at] != '='; at++) {
        out.octet(encoded[at]);
      }
      protobuf.end(name);
      int value = protobuf.begin(VALUE);
      for (at += 2; encoded[at] != '"'; at++) {
        if (encoded[at] == '\\') {
          at++;
          out.octet(encoded[at] == 'n' ? '\n' : encoded[at]);
        } else {
          out.octet(encoded[at]);
        }
      }
      protobuf.end(value);
      protobuf.end(pair);
      at += 2; // the quote and, before another label, the comma
    }
  }
}
