package io.hairspring.collector.series;

import io.hairspring.collector.snapshot.SeriesView;
import java.util.List;

/** An instrument with its label values, which never change. */
public abstract class Series implements SeriesView {
  private final SeriesLabels labels;
  private final String[] values;
  private final byte[] encoded;
  private final int hash;

  /** Creates a series; {@code values} is owned by it from here on. */
  protected Series(SeriesLabels labels, String[] values) {
    this.labels = labels;
    this.values = values;
    encoded = labels.encode(values);
    hash = SeriesTable.hash(values);
  }

  @Override
  public final List<String> labelValues() {
    return labels.allValues(values);
  }

  @Override
  public final int labelBytes() {
    return encoded.length;
  }

  @Override
  public final int copyLabels(byte[] target, int offset) {
    System.arraycopy(encoded, 0, target, offset, encoded.length);
    return offset + encoded.length;
  }

  final int hash() {
    return hash;
  }

  final boolean is(String a) {
    return values[0].equals(a);
  }

  final boolean is(String a, String b) {
    return values[0].equals(a) && values[1].equals(b);
  }

  final boolean is(String a, String b, String c) {
    return values[0].equals(a) && values[1].equals(b) && values[2].equals(c);
  }

  final boolean is(String[] all) {
    for (int i = 0; i < values.length; i++) {
      if (!values[i].equals(all[i])) {
        return false;
      }
    }
    return true;
  }
}
