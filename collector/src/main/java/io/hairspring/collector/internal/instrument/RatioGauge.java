package io.hairspring.collector.internal.instrument;

import io.hairspring.collector.Counter;
import io.hairspring.collector.internal.series.Series;
import io.hairspring.collector.internal.series.SeriesLabels;
import io.hairspring.collector.internal.series.SeriesReader;
import io.hairspring.collector.view.MetricsVisitor;
import java.math.BigInteger;
import java.util.concurrent.CopyOnWriteArrayList;

/** A gauge of what share the counts of some counters are of those of others. */
final class RatioGauge extends Series {
  private final Counts parts = new Counts();
  private final Counts wholes = new Counts();

  RatioGauge(SeriesLabels labels, String[] values) {
    super(labels, values);
  }

  void part(Counter counter) {
    parts.counters.addIfAbsent(counter); // counters are equal only to themselves
  }

  void whole(Counter counter) {
    wholes.counters.addIfAbsent(counter);
  }

  /** What some counters counted together. */
  private static final class Counts {
    private final CopyOnWriteArrayList<Counter> counters = new CopyOnWriteArrayList<>();

    // What closed epochs held; under the registry's reading lock.
    private long baseline;
    private BigInteger exactBaseline; // in its place once it may be more than a long; else null
    private double fractionsBaseline;

    double sinceReset(boolean closeEpoch) {
      double fractions = 0;
      for (Counter counter : counters) {
        fractions += counter instanceof StripedCounter striped ? striped.fractions() : 0;
      }
      double since = fractions - fractionsBaseline;
      fractionsBaseline = closeEpoch ? fractions : fractionsBaseline;
      return wholesSinceReset(closeEpoch) + since;
    }

    private double wholesSinceReset(boolean closeEpoch) {
      long sum = 0;
      for (Counter counter : counters) {
        long total = counter instanceof StripedCounter striped ? striped.wholes() : counter.total();
        sum += total;
        if (sum < 0 || total == Long.MAX_VALUE) {
          return exactSinceReset(closeEpoch);
        }
      }
      long sinceReset = sum - baseline;
      baseline = closeEpoch ? sum : baseline;
      return (double) sinceReset;
    }

    private double exactSinceReset(boolean closeEpoch) {
      BigInteger sum = BigInteger.ZERO;
      for (Counter counter : counters) {
        sum = sum.add(exactTotal(counter));
      }
      BigInteger closed = exactBaseline == null ? BigInteger.valueOf(baseline) : exactBaseline;
      exactBaseline = closeEpoch ? sum : exactBaseline;
      return sum.subtract(closed).doubleValue();
    }

    private static BigInteger exactTotal(Counter counter) {
      return counter instanceof StripedCounter striped
          ? striped.exactTotal()
          : BigInteger.valueOf(counter.total());
    }
  }

  /** Shows ratios, times a scale. */
  static final class Reader implements SeriesReader<RatioGauge> {
    private final double scale;

    Reader(double scale) {
      this.scale = scale;
    }

    @Override
    public void show(RatioGauge gauge, MetricsVisitor visitor, boolean closeEpoch) {
      // The part first: what is counted meanwhile makes the ratio smaller, never above 1.
      double part = gauge.parts.sinceReset(closeEpoch);
      double whole = gauge.wholes.sinceReset(closeEpoch);
      visitor.gauge(gauge, scale * (part / whole));
    }
  }
}
