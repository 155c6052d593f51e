package io.hairspring.collector;

/** Describes a histogram. */
public interface HistogramBuilder extends InstrumentBuilder<Histogram, HistogramBuilder> {
  /**
   * Sets the upper bounds of the buckets, inclusive; the bucket above all of them is always there.
   *
   * @param bounds finite and increasing, at most 500
   * @throws IllegalArgumentException if they are not
   */
  HistogramBuilder buckets(double... bounds);
}
