package io.hairspring.collector;

import io.hairspring.collector.view.ValueView;
import io.hairspring.collector.view.ValueWindowView;
import org.jspecify.annotations.Nullable;

/**
 * Records values that are no times, such as sizes in bytes or scores, from any thread, and only
 * ever adds. Keeps what a {@link LatencyRecorder} keeps of latencies, in the same way and at the
 * same cost: every value to the recorder's precision, quantiles of windows, and where it has
 * buckets, the exact side of each bound.
 *
 * <p>A value is rounded to the {@linkplain ValueBuilder#decimalPlaces decimal places} of the
 * recorder, none unless told otherwise, and it is the rounded value of which all figures speak. A
 * negative one is recorded as 0, one above the highest as the highest, and either is counted as
 * clamped. For negative values take a {@link io.hairspring.collector.Histogram}.
 */
public interface ValueRecorder {
  /** Records one whole number. */
  void observe(long value);

  /** Records one value; NaN and infinities are not recorded but counted as refused. */
  void observe(double value);

  /**
   * Records one whole number, and offers an exemplar of it, as {@link LatencyRecorder#record(long,
   * Exemplar)} does.
   *
   * @param exemplar null for none
   */
  void observe(long value, @Nullable Exemplar exemplar);

  /**
   * Records one value, and offers an exemplar of it, as {@link LatencyRecorder#record(long,
   * Exemplar)} does.
   *
   * @param exemplar null for none
   */
  void observe(double value, @Nullable Exemplar exemplar);

  /** Returns how many values were recorded so far, whatever was reset meanwhile. Wait-free. */
  long count();

  /**
   * Returns everything recorded so far, whatever was reset meanwhile: sum, count, buckets and
   * quantiles of the same recordings. It has no windows and no exemplars. The answer is the
   * caller's and does not change. Allocates some tens of KiB; never makes a writer wait.
   */
  ValueView total();

  /**
   * Returns what the main window holds now: {@code window().quantile(0.99)} is the p99 of the last
   * minute, unless the window is set otherwise. The answer is the caller's and does not change.
   * Allocates some tens of KiB; never makes a writer wait.
   */
  ValueWindowView window();

  /**
   * Returns everything recorded so far, whatever was reset meanwhile, in a histogram that is the
   * caller's, of steps: whole numbers of {@code 10^-decimalPlaces}. Allocates; never makes a writer
   * wait.
   */
  org.HdrHistogram.Histogram histogram();
}
