package io.hairspring.collector.view;

/** What the series of a recorder are shown as, in formats that tell these apart. */
public enum LatencyShape {
  /** Quantiles of the window, and the cumulative sum and count. */
  SUMMARY,
  /** Cumulative counts of classic buckets, each exact to its bound, with sum and count. */
  HISTOGRAM,
  /**
   * A Prometheus native histogram, of the recorder's own cells, with sum and count. A format that
   * has no native histograms shows a histogram whose only bucket is the one above all bounds.
   */
  NATIVE
}
