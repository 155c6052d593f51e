package io.hairspring.collector;

/**
 * A distribution of values over explicit buckets. Any thread may write it; no value is lost.
 *
 * <p>Recording is wait-free and allocates nothing. For latencies a {@link
 * io.hairspring.collector.latency.LatencyRecorder} keeps far more and costs less.
 */
public sealed interface Histogram permits StripedHistogram, Disabled.DisabledHistogram {
  /** Records one value; NaN is not recorded but counted as refused. */
  void observe(double value);

  /** Returns how many values were recorded so far, whatever was reset meanwhile. Wait-free. */
  long count();
}
