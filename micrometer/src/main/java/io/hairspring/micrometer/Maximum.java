package io.hairspring.micrometer;

import io.hairspring.collector.SeriesFigure;
import io.hairspring.collector.view.MetricsVisitor;
import io.hairspring.collector.view.SeriesView;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.function.LongSupplier;
import java.util.function.LongToDoubleFunction;

/**
 * The largest value of a window, exactly. The window moves in steps: it covers the running one and
 * those before it. Any thread; a writer reads one field, unless its value is the largest of the
 * step.
 */
final class Maximum implements SeriesFigure {
  private static final VarHandle CURRENT =
      ConstantBootstraps.fieldVarHandle(
          MethodHandles.lookup(), "current", VarHandle.class, Maximum.class, long.class);

  private final LongSupplier nanoTime;
  private final LongToDoubleFunction shown;
  private final long stepNanos;

  // The largest value of the running step. Raised by writers and emptied by whoever turns, each by
  // compare-and-set or get-and-set, so that no value is lost between two steps. A writer looks at
  // it opaquely first: a stale one only leads to the compare-and-set, or is as large as his value.
  @SuppressWarnings("UnusedVariable") // reached by CURRENT alone
  private long current;

  private final long[] past; // of the steps before, the last first; under the monitor
  private long largestPast; // of these, so that who reads need not look at all; likewise
  private long stepEndNanos; // under the monitor

  /**
   * Creates a window.
   *
   * @param steps at least 1
   * @param shown what a value is in the unit of the series
   */
  Maximum(LongSupplier nanoTime, long stepNanos, int steps, LongToDoubleFunction shown) {
    this.nanoTime = nanoTime;
    this.stepNanos = stepNanos;
    this.shown = shown;
    past = new long[steps - 1];
    stepEndNanos = nanoTime.getAsLong() + stepNanos;
  }

  /** Creates the window that a meter is configured for. */
  static Maximum of(DistributionStatisticConfig config, Clock clock, LongToDoubleFunction shown) {
    return new Maximum(
        clock::monotonicTime, Windows.expiry(config).toNanos(), Windows.steps(config), shown);
  }

  /** Takes a value that is not negative. */
  void offer(long value) {
    if (value > (long) CURRENT.getOpaque(this)) {
      raise(value);
    }
  }

  private void raise(long value) {
    long known = (long) CURRENT.getVolatile(this);
    while (value > known) {
      long found = (long) CURRENT.compareAndExchange(this, known, value);
      if (found == known) {
        return;
      }
      known = found;
    }
  }

  /** Returns the largest value of the window; 0 if there is none. */
  synchronized long get() {
    turn(nanoTime.getAsLong());
    return Math.max((long) CURRENT.getVolatile(this), largestPast);
  }

  /**
   * Ends the steps that are over. What came since the last turn is taken for the oldest of them.
   */
  synchronized void turn(long nowNanos) {
    long late = nowNanos - stepEndNanos;
    if (late < 0) {
      return;
    }
    long ended = late / stepNanos + 1;
    stepEndNanos += ended * stepNanos;
    long last = (long) CURRENT.getAndSet(this, 0L);
    int moved = (int) Math.min(ended, past.length);
    System.arraycopy(past, 0, past, moved, past.length - moved);
    Arrays.fill(past, 0, moved, 0);
    if (ended <= past.length) {
      past[(int) ended - 1] = last;
    }
    largestPast = Arrays.stream(past).max().orElse(0);
  }

  @Override
  public void show(SeriesView series, MetricsVisitor visitor, boolean closeEpoch) {
    visitor.gauge(series, shown.applyAsDouble(get()));
  }
}
