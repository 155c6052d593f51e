package io.hairspring.collector.view;

/**
 * What a value recorder, or a latency recorder, took in lately: one window, to which all figures
 * here belong, in the family's unit (seconds for latencies). Its start is moved by the collector's
 * clock and by nobody who reads or resets, so all readers see the same one. The same object shows
 * one series after the other: read it before the visitor's method returns.
 */
public interface ValueWindowView {
  /** Returns how long the window is set to be, in seconds; tells several windows apart. */
  double windowSeconds();

  /**
   * Returns how many seconds the figures cover: the window's length less at most one of its steps,
   * or what there is so far in a process that is younger.
   */
  double coveredSeconds();

  /** Returns how many values were recorded; 0 for an empty window. */
  long count();

  /** Returns the sum of the values; 0 for an empty window. */
  double sum();

  /** Returns how many values were recorded a second; NaN before any time has passed. */
  double ratePerSecond();

  /** Returns the smallest value, to the recorder's precision; NaN for an empty window. */
  double min();

  /** Returns the largest value, to the recorder's precision; NaN for an empty window. */
  double max();

  /** Returns the mean; NaN for an empty window. */
  double mean();

  /**
   * Returns the value that a share of the recordings did not exceed, to the recorder's precision.
   *
   * @param quantile 0 to 1, such as 0.99
   * @return NaN for an empty window
   */
  double quantile(double quantile);
}
