package io.hairspring.micrometer;

import io.hairspring.collector.SeriesFigure;
import io.hairspring.collector.view.MetricsVisitor;
import io.hairspring.collector.view.SeriesView;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;

/** What a counter counted: whole amounts exactly, and fractions beside them. Any thread. */
final class Total implements SeriesFigure {
  private static final double MOST_WHOLE = 0x1p53; // up to which doubles tell whole numbers apart

  private final LongAdder whole = new LongAdder();
  private final DoubleAdder fractions = new DoubleAdder();
  private double closed; // what closed epochs showed; under the registry's reading lock

  /** Adds an amount that is not negative. */
  void add(double amount) {
    long asLong = (long) amount;
    if (asLong == amount && amount <= MOST_WHOLE) {
      whole.add(asLong);
    } else {
      fractions.add(amount);
    }
  }

  double get() {
    return whole.sum() + fractions.sum();
  }

  @Override
  public void show(SeriesView series, MetricsVisitor visitor, boolean closeEpoch) {
    double total = get();
    visitor.fractionalCounter(series, total - closed);
    closed = closeEpoch ? total : closed;
  }
}
