package io.hairspring.collector.view;

/**
 * What one series of a value recorder, or of a latency recorder, holds since its epoch began, in
 * the family's unit (seconds for latencies). The same object shows one series after the other: read
 * it before the visitor's method returns.
 */
public interface ValueView extends DistributionView {
  /**
   * Returns to how many decimal places values are kept: cells are whole numbers of steps of {@code
   * 10^-decimalPlaces}, 9 for latencies, whose steps are nanoseconds.
   */
  int decimalPlaces();

  /** Returns the smallest value, to the recorder's precision; 0 if nothing was recorded. */
  double min();

  /** Returns the largest value, to the recorder's precision; 0 if nothing was recorded. */
  double max();

  /** Returns the mean; NaN if nothing was recorded. */
  double mean();

  /**
   * Returns the value that a share of all recordings did not exceed, to the recorder's precision.
   *
   * @param quantile 0 to 1, such as 0.99
   * @return NaN if nothing was recorded
   */
  double quantile(double quantile);

  /**
   * Hands every cell that is not empty to {@code visitor}, ascending, in steps. Their counts add up
   * to {@link #count}. Allocates nothing.
   */
  void forEachCell(CellVisitor visitor);

  /**
   * Returns the values as HdrHistogram writes a histogram of steps: compressed, encoding V2, with
   * the recorder's precision and range. What {@code Histogram.decodeFromCompressedByteBuffer} reads
   * back holds the same counts, and such histograms add up without loss. Allocates.
   */
  byte[] encode();

  /** Returns the recorder's main window: the first of {@link #windows}. */
  default ValueWindowView window() {
    return window(0);
  }

  /** Returns how many windows the recorder has; at least 1 for what a collection shows. */
  int windows();

  /** Returns a window, for {@code 0 <= i < windows()}; read it before asking for another. */
  ValueWindowView window(int i);
}
