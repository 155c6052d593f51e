package io.hairspring.collector.view;

import java.util.List;

/** One recording that stands for others, with labels that lead to it. Immutable. */
public interface ExemplarView {
  /**
   * Returns what was recorded, in the family's unit (seconds for latencies, 1 for an increment).
   */
  double value();

  /** Returns when it was recorded, in milliseconds of Unix time. */
  long timestampMillis();

  /** Returns the label names, such as {@code trace_id}. */
  List<String> labelNames();

  /** Returns the label values, in the order of the names, unescaped. */
  List<String> labelValues();

  /** Returns how many bytes {@link #copyLabels} writes. */
  int labelBytes();

  /**
   * Copies the labels as OpenMetrics shows them between the braces, like {@link
   * SeriesView#copyLabels}.
   *
   * @return the position after the last byte written
   * @throws IndexOutOfBoundsException if fewer than {@link #labelBytes} are left in {@code target}
   */
  int copyLabels(byte[] target, int offset);
}
