package io.hairspring.collector;

import io.hairspring.collector.series.Series;
import io.hairspring.collector.series.SeriesLabels;
import io.hairspring.collector.series.SeriesReader;
import io.hairspring.collector.snapshot.MetricsVisitor;
import java.util.function.LongSupplier;

/** A counter that the collector computes from others when somebody reads. */
final class CallbackCounter extends Series {
  private volatile LongSupplier total = () -> 0; // set once, after the series exists
  private long baseline; // what closed epochs showed; under the registry's reading lock

  CallbackCounter(SeriesLabels labels, String[] values) {
    super(labels, values);
  }

  void show(LongSupplier total) {
    this.total = total;
  }

  /** Shows computed counters. */
  static final class Reader implements SeriesReader<CallbackCounter> {
    @Override
    public void show(CallbackCounter counter, MetricsVisitor visitor, boolean closeEpoch) {
      long total = counter.total.getAsLong();
      visitor.counter(counter, total - counter.baseline);
      if (closeEpoch) {
        counter.baseline = total;
      }
    }
  }
}
