package io.hairspring.collector;

import org.jspecify.annotations.Nullable;

/**
 * A distribution of values over explicit buckets. Any thread may write it; no value is lost. The
 * sum of an epoch is exact, and rounded once when it is shown; sum and buckets of one answer speak
 * of the same values.
 *
 * <p>Recording is wait-free and allocates nothing. For latencies a {@link LatencyRecorder} keeps
 * far more and costs less.
 */
public interface Histogram {
  /** Records one value; NaN and infinities are not recorded but counted as refused. */
  void observe(double value);

  /**
   * Records one value, and offers an exemplar of it. At most one a second is kept for each bucket;
   * formats that know exemplars show the last. Costs a look at the clock more than {@link
   * #observe(double)}, and allocates when the exemplar is kept.
   *
   * @param exemplar null for none
   */
  void observe(double value, @Nullable Exemplar exemplar);

  /** Returns how many values were recorded so far, whatever was reset meanwhile. Wait-free. */
  long count();
}
