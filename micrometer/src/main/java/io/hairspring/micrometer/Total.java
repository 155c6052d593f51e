package io.hairspring.micrometer;

import io.hairspring.collector.SeriesFigure;
import io.hairspring.collector.view.MetricsVisitor;
import io.hairspring.collector.view.SeriesView;
import java.util.concurrent.atomic.DoubleAccumulator;
import java.util.concurrent.atomic.LongAccumulator;

/**
 * A sum of amounts: whole ones exactly, and fractions beside them. Either part stays at the largest
 * number there is once it would pass that. Any thread.
 */
final class Total implements SeriesFigure {
  private static final double MOST_WHOLE = 0x1p53; // up to which doubles tell whole numbers apart

  private final LongAccumulator whole = new LongAccumulator(Total::sum, 0);
  private final DoubleAccumulator fractions = new DoubleAccumulator(Total::sum, 0);

  // What closed epochs showed, each by itself: of their sum the whole part may be rounded. Under
  // the registry's reading lock.
  private long closedWhole;
  private double closedFractions;

  private static long sum(long a, long b) {
    long sum = a + b;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }

  private static double sum(double a, double b) {
    return Math.min(a + b, Double.MAX_VALUE); // from infinity no epoch could be taken away
  }

  /** Adds an amount that is finite and not negative. */
  void add(double amount) {
    long asLong = (long) amount;
    if (asLong == amount && amount <= MOST_WHOLE) {
      whole.accumulate(asLong);
    } else {
      fractions.accumulate(amount);
    }
  }

  double get() {
    return whole.get() + fractions.get();
  }

  @Override
  public void show(SeriesView series, MetricsVisitor visitor, boolean closeEpoch) {
    visitor.fractionalCounter(series, ofEpoch(closeEpoch));
  }

  /** Returns what was added in the open epoch. Under the registry's reading lock. */
  double ofEpoch(boolean closeEpoch) {
    long nowWhole = whole.get();
    double nowFractions = fractions.get();
    double added = (nowWhole - closedWhole) + (nowFractions - closedFractions);
    if (closeEpoch) {
      closedWhole = nowWhole;
      closedFractions = nowFractions;
    }
    return added;
  }
}
