package io.hairspring.collector.internal.instrument;

import io.hairspring.collector.internal.series.Series;
import io.hairspring.collector.internal.series.SeriesLabels;
import io.hairspring.collector.internal.series.SeriesReader;
import io.hairspring.collector.view.MetricsVisitor;
import java.util.function.DoubleSupplier;

/** A gauge that somebody else keeps. */
final class CallbackGauge extends Series {
  // Volatile: given, and given anew, after the series can be found.
  private volatile DoubleSupplier value;

  CallbackGauge(SeriesLabels labels, String[] values) {
    super(labels, values);
  }

  void ask(DoubleSupplier value) {
    this.value = value;
  }

  /** Shows callback gauges, all but those that fail. */
  static final class Reader implements SeriesReader<CallbackGauge> {
    private final Losses losses;

    Reader(Losses losses) {
      this.losses = losses;
    }

    @Override
    @SuppressWarnings(
        "CatchingUnchecked") // whatever a stranger's code throws, the collection goes on
    public void show(CallbackGauge gauge, MetricsVisitor visitor, boolean closeEpoch) {
      DoubleSupplier supplier = gauge.value;
      if (supplier == null) {
        return; // just made
      }
      double value;
      try {
        value = supplier.getAsDouble();
      } catch (Exception | LinkageError | StackOverflowError | AssertionError failure) {
        losses.callbackFailed();
        return;
      }
      visitor.gauge(gauge, value);
    }
  }
}
