package io.hairspring.collector.series;

import io.hairspring.collector.snapshot.SeriesView;
import java.util.List;

/** An instrument with its labels, encoded once. */
public abstract class Series extends Labelled implements SeriesView {
  private final SeriesLabels labels;
  private final byte[] encoded;

  /** Creates a series; nobody may write {@code values} from here on. */
  protected Series(SeriesLabels labels, String[] values) {
    super(values);
    this.labels = labels;
    encoded = labels.encode(values);
  }

  @Override
  public final List<String> labelValues() {
    return labels.allValues(values());
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
}
