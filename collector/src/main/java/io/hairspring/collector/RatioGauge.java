package io.hairspring.collector;

import io.hairspring.collector.series.Series;
import io.hairspring.collector.series.SeriesLabels;
import io.hairspring.collector.series.SeriesReader;
import io.hairspring.collector.snapshot.MetricsVisitor;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A gauge of what share the counts of some counters are of those of others. */
final class RatioGauge extends Series {
  private final CopyOnWriteArrayList<Counter> parts = new CopyOnWriteArrayList<>();
  private final CopyOnWriteArrayList<Counter> wholes = new CopyOnWriteArrayList<>();
  private long partBaseline; // what closed epochs held; under the registry's reading lock
  private long wholeBaseline; // as above

  RatioGauge(SeriesLabels labels, String[] values) {
    super(labels, values);
  }

  void part(Counter counter) {
    parts.addIfAbsent(counter); // counters are equal only to themselves
  }

  void whole(Counter counter) {
    wholes.addIfAbsent(counter);
  }

  private static long sum(List<Counter> counters) {
    long sum = 0;
    for (Counter counter : counters) {
      sum += counter.total();
    }
    return sum;
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
      long part = sum(gauge.parts);
      long whole = sum(gauge.wholes);
      double ratio = (double) (part - gauge.partBaseline) / (whole - gauge.wholeBaseline);
      visitor.gauge(gauge, scale * ratio);
      if (closeEpoch) {
        gauge.partBaseline = part;
        gauge.wholeBaseline = whole;
      }
    }
  }
}
