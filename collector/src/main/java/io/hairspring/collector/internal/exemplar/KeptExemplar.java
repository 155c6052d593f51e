package io.hairspring.collector.internal.exemplar;

import io.hairspring.collector.Exemplar;
import io.hairspring.collector.internal.series.SeriesLabels;
import io.hairspring.collector.view.ExemplarView;
import java.util.List;
import java.util.Map;

/** An exemplar with the value it belongs to. Immutable, so it may be reached through a race. */
public final class KeptExemplar implements ExemplarView {
  private final Exemplar exemplar;
  private final byte[] encoded;
  private final double value;
  private final long timestampMillis;

  KeptExemplar(Exemplar exemplar, double value, long timestampMillis) {
    this.exemplar = exemplar;
    this.value = value;
    this.timestampMillis = timestampMillis;
    String[] values = exemplar.labelValues().toArray(String[]::new);
    encoded = new SeriesLabels(Map.of(), exemplar.labelNames()).encode(values);
  }

  @Override
  public double value() {
    return value;
  }

  @Override
  public long timestampMillis() {
    return timestampMillis;
  }

  @Override
  public List<String> labelNames() {
    return exemplar.labelNames();
  }

  @Override
  public List<String> labelValues() {
    return exemplar.labelValues();
  }

  @Override
  public int labelBytes() {
    return encoded.length;
  }

  @Override
  public int copyLabels(byte[] target, int offset) {
    System.arraycopy(encoded, 0, target, offset, encoded.length);
    return offset + encoded.length;
  }
}
