package io.hairspring.collector.view;

/** What a latency recorder took in lately: a {@link ValueWindowView} in nanoseconds as well. */
public interface WindowView extends ValueWindowView {
  /** Returns the sum of the latencies; the largest number there is from 292 years of them on. */
  long sumNanos();

  /** Returns the smallest latency, to the recorder's precision; NaN for an empty window. */
  double minNanos();

  /** Returns the largest latency, to the recorder's precision; NaN for an empty window. */
  double maxNanos();

  /** Returns the mean latency; NaN for an empty window. */
  double meanNanos();

  /**
   * Returns the latency that a share of the recordings did not exceed, to the recorder's precision.
   *
   * @param quantile 0 to 1, such as 0.99
   * @return nanoseconds; NaN for an empty window
   */
  double quantileNanos(double quantile);
}
