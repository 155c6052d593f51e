package io.hairspring.collector.internal.instrument;

import io.hairspring.collector.internal.clock.WindowClock;
import io.hairspring.collector.internal.series.SeriesReader;
import io.hairspring.collector.internal.stripe.ExactSum;
import io.hairspring.collector.view.MetricsVisitor;
import java.math.BigInteger;

/** Shows counters, divided by a constant. Belongs to one collection at a time. */
final class CounterReader implements SeriesReader<StripedCounter> {
  private final ExactSum fractions = new ExactSum();
  private final long countsPerUnit;
  private final WindowClock clock;

  /**
   * Creates a reader.
   *
   * @param clock which numbers collections
   */
  CounterReader(long countsPerUnit, WindowClock clock) {
    this.countsPerUnit = countsPerUnit;
    this.clock = clock;
  }

  @Override
  public void show(StripedCounter counter, MetricsVisitor visitor, boolean closeEpoch) {
    long total = counter.wholes(clock.collection());
    long sinceReset = total - counter.baseline;
    if (total == Long.MAX_VALUE) {
      sinceReset = exactSinceReset(counter, closeEpoch);
    }
    if (counter.fractionsOrNull() != null) {
      double sum = withFractions(counter, sinceReset, closeEpoch);
      visitor.fractionalCounter(counter, sum / countsPerUnit);
    } else if (countsPerUnit == 1) {
      visitor.counter(counter, sinceReset);
    } else {
      visitor.fractionalCounter(counter, (double) sinceReset / countsPerUnit);
    }
    if (closeEpoch) {
      counter.baseline = total;
    }
  }

  private double withFractions(StripedCounter counter, long wholes, boolean closeEpoch) {
    counter.readFractions(fractions);
    StripedCounter.Closed closed = counter.closed;
    if (closeEpoch) {
      counter.closed = new StripedCounter.Closed(closed.wholes(), fractions.copy());
    }
    if (closed.fractions() != null) {
      fractions.subtract(closed.fractions());
    }
    fractions.add(wholes);
    return fractions.value();
  }

  /** Returns what a counter shows that may hold more than a long. */
  private static long exactSinceReset(StripedCounter counter, boolean closeEpoch) {
    BigInteger total = counter.exactTotal();
    StripedCounter.Closed closed = counter.closed;
    if (closeEpoch) {
      counter.closed = new StripedCounter.Closed(total, closed.fractions());
    }
    BigInteger before =
        closed.wholes() == null ? BigInteger.valueOf(counter.baseline) : closed.wholes();
    BigInteger sinceReset = total.subtract(before);
    if (sinceReset.bitLength() < Long.SIZE) {
      return sinceReset.longValue();
    }
    counter.stripes().reader().countSaturated();
    return Long.MAX_VALUE;
  }
}
