package io.hairspring.collector.view;

/**
 * What one series of a latency recorder holds since its epoch began: a {@link ValueView} in
 * nanoseconds as well, which are what its cells hold. The same object shows one series after the
 * other: read it before the visitor's method returns.
 */
public interface LatencyView extends ValueView {
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

  @Override
  default WindowView window() {
    return window(0);
  }

  @Override
  WindowView window(int i);
}
