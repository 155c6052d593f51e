package io.hairspring.collector;

import io.hairspring.collector.view.LatencyView;
import io.hairspring.collector.view.WindowView;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Records latencies, in nanoseconds, from any thread, and only ever adds. Keeps every value to the
 * recorder's precision and, where it has buckets, to the exact side of each bound.
 *
 * <p>Recording is wait-free and, once the cells of an octave exist, allocates nothing; it is a few
 * plain loads and two ordered stores for a thread with a stripe of its own. The first value of an
 * octave takes half a KiB per thread (at 2 digits).
 */
public interface LatencyRecorder {
  /**
   * Records one latency.
   *
   * @param nanos nanoseconds; a negative one is recorded as 0, one above the highest as the
   *     highest, and either is counted as clamped
   */
  void record(long nanos);

  /** Records one latency, as {@link #record(long)} does, in nanoseconds of {@code latency}. */
  default void record(Duration latency) {
    record(TimeUnit.NANOSECONDS.convert(latency)); // the largest number where it is longer
  }

  /** Records one latency, as {@link #record(long)} does, given in another unit. */
  default void record(long latency, TimeUnit unit) {
    record(unit.toNanos(latency));
  }

  /**
   * Records one latency, and offers an exemplar of it. At most one a second is kept for each
   * bucket; formats that know exemplars show the last. Costs a look at the clock more than {@link
   * #record(long)}, and allocates when the exemplar is kept.
   *
   * @param exemplar null for none
   */
  void record(long nanos, @Nullable Exemplar exemplar);

  /**
   * Records one latency, and asks for an exemplar of it only where one would be kept, as {@link
   * #record(long, Exemplar)} says: for exemplars that cost something to make.
   *
   * @param exemplar asked by the calling thread once the latency is recorded, so what it throws is
   *     thrown here; it may return null for none
   */
  default void recordWithExemplar(long nanos, Supplier<? extends @Nullable Exemplar> exemplar) {
    record(nanos, exemplar.get());
  }

  /**
   * Records one latency, and what a caller that sends a request every {@code expectedIntervalNanos}
   * would have measured while it waited for this one (coordinated omission). What is added so is
   * seen in {@link #correctedHistogram} alone; everything else shows {@code nanos} once.
   *
   * <p>Costs a step for each missed request, and at most one for each cell below {@code nanos}.
   *
   * @param expectedIntervalNanos nanoseconds; nothing is added if not positive. Source:
   *     HdrHistogram, {@code recordValueWithExpectedInterval}
   */
  void recordCorrected(long nanos, long expectedIntervalNanos);

  /**
   * Returns a start time for {@link #stop}, by the collector's ticker, which costs a clock read.
   */
  long start();

  /** Records the time since {@code startNanos}, which {@link #start} returned. Reads the clock. */
  void stop(long startNanos);

  /** Returns how many latencies were recorded so far, whatever was reset meanwhile. Wait-free. */
  long count();

  /**
   * Returns everything recorded so far, whatever was reset meanwhile: sum, count, buckets and
   * quantiles of the same recordings. It has no windows and no exemplars. The answer is the
   * caller's and does not change. Allocates some tens of KiB; never makes a writer wait.
   */
  LatencyView total();

  /**
   * Returns what the main window holds now: {@code window().quantileNanos(0.99)} is the p99 of the
   * last minute, unless the window is set otherwise. The answer is the caller's and does not
   * change. Allocates some tens of KiB; never makes a writer wait.
   */
  WindowView window();

  /**
   * Returns everything recorded so far, whatever was reset meanwhile, in a histogram that is the
   * caller's: cell for cell what a {@code Histogram(1, highest, digits)} fed with the same values
   * holds. Allocates; never makes a writer wait.
   */
  Histogram histogram();

  /**
   * Returns {@link #histogram()} with what {@link #recordCorrected} added: what HdrHistogram's
   * {@code recordValueWithExpectedInterval} would hold. Allocates; never makes a writer wait.
   */
  Histogram correctedHistogram();
}
