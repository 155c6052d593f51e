package io.hairspring.collector.view;

/**
 * What one series of a latency recorder holds since its epoch began, in nanoseconds. The same
 * object shows one series after the other: read it before the visitor's method returns.
 */
public interface LatencyView extends DistributionView {
  /**
   * Returns the sum of all latencies; the largest number there is from 292 years of them on, where
   * {@link #sum} goes on.
   */
  long sumNanos();

  /** Returns the smallest latency, to the recorder's precision; 0 if nothing was recorded. */
  long minNanos();

  /** Returns the largest latency, to the recorder's precision; 0 if nothing was recorded. */
  long maxNanos();

  /** Returns the mean latency; NaN if nothing was recorded. */
  double meanNanos();

  /**
   * Returns the latency that a share of all recordings did not exceed, to the recorder's precision.
   *
   * @param quantile 0 to 1, such as 0.99
   * @return nanoseconds; NaN if nothing was recorded
   */
  double quantileNanos(double quantile);

  /**
   * Hands every cell that is not empty to {@code visitor}, ascending. Their counts add up to {@link
   * #count}. Allocates nothing.
   */
  void forEachCell(CellVisitor visitor);

  /**
   * Returns the latencies as HdrHistogram writes a histogram of nanoseconds: compressed, encoding
   * V2, with the recorder's precision and range. What {@code
   * Histogram.decodeFromCompressedByteBuffer} reads back holds the same counts, and such histograms
   * add up without loss. Allocates.
   */
  byte[] encode();

  /** Returns the recorder's main window: the first of {@link #windows}. */
  default WindowView window() {
    return window(0);
  }

  /** Returns how many windows the recorder has; at least 1 for what a collection shows. */
  int windows();

  /** Returns a window, for {@code 0 <= i < windows()}; read it before asking for another. */
  WindowView window(int i);
}
