package io.hairspring.collector.internal.instrument;

import io.hairspring.collector.internal.series.Series;
import io.hairspring.collector.internal.series.SeriesLabels;
import io.hairspring.collector.internal.series.SeriesReader;
import io.hairspring.collector.view.MetricsVisitor;
import java.util.function.LongSupplier;

/** A counter that the collector computes from others when somebody reads. */
public final class CallbackCounter extends Series {
  private volatile LongSupplier total = () -> 0; // set once, after the series exists
  private long baseline; // what closed epochs showed; under the registry's reading lock

  public CallbackCounter(SeriesLabels labels, String[] values) {
    super(labels, values);
  }

  public void show(LongSupplier total) {
    this.total = total;
  }

  /** Shows computed counters. */
  public static final class Reader implements SeriesReader<CallbackCounter> {
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
