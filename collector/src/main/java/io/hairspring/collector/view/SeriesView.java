package io.hairspring.collector.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The labels of one series, which do not change, and its age. The view may be kept. */
public interface SeriesView {
  /**
   * Returns the label values, in the order of {@link FamilyView#labelNames()}, and more where label
   * sets have joined the family since. Allocates.
   */
  List<String> labelValues();

  /**
   * Returns whether the series lacks a label that others of its family have, for an index into
   * {@link FamilyView#labelNames()}: its value is then empty, and {@link #copyLabels} leaves it
   * out. Series that a source tells may lack one, and those of a family of several label sets.
   */
  default boolean lacksLabel(int i) {
    return false;
  }

  /** Returns how many bytes {@link #copyLabels} writes, 0 for a series without labels. */
  int labelBytes();

  /**
   * Copies the labels as Prometheus and OpenMetrics text show them between the braces, such as
   * {@code endpoint="/chat",method="POST"}: UTF-8, with backslash, quote and newline escaped. A
   * name of other than classic characters stands in quotes, escaped like a value.
   *
   * @return the position after the last byte written
   * @throws IndexOutOfBoundsException if fewer than {@link #labelBytes} are left in {@code target}
   */
  int copyLabels(byte[] target, int offset);

  /**
   * Returns since when the cumulative values count, in Unix milliseconds: when the series was made,
   * or was last reset. While a reset shows the values it closes, this is still their beginning. 0
   * if it is not known, as for what sources outside the collector tell.
   */
  long createdMillis();

  /** Returns the exemplar of a counter; null if it has none, and for every other kind. */
  default @Nullable ExemplarView exemplar() {
    return null;
  }
}
