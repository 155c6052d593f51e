package io.hairspring.collector.internal.instrument;

import io.hairspring.collector.internal.series.Series;
import io.hairspring.collector.internal.series.SeriesLabels;
import io.hairspring.collector.internal.series.SeriesReader;
import io.hairspring.collector.view.MetricsVisitor;
import java.util.function.DoubleSupplier;

/** A gauge that somebody else keeps. */
final class CallbackGauge extends Series {
  /**
   * Who is asked.
   *
   * @param owner whoever put it there, and nobody else may put another
   */
  private record Asked(GaugeValue value, CallbackOwner owner) {}

  // Written under the monitor. Volatile: collections read it without, and it is given, and given
  // anew, after the series can be found.
  private volatile Asked asked;

  private boolean retired; // taken out of its family; under the monitor

  CallbackGauge(SeriesLabels labels, String[] values) {
    super(labels, values);
  }

  /**
   * Has a value asked from now on, unless one of another owner is.
   *
   * @return whose value is asked; null if the gauge was taken out meanwhile
   */
  synchronized CallbackOwner ask(GaugeValue value, CallbackOwner owner) {
    if (retired) {
      return null;
    }
    Asked before = asked;
    if (before != null && before.owner != owner && !before.value.isGone()) {
      return before.owner;
    }
    asked = new Asked(value, owner);
    return owner;
  }

  /** Takes the gauge out of its family if its value is an owner's; returns whether it is. */
  synchronized boolean retire(CallbackOwner owner, SeriesFamily<CallbackGauge> family) {
    if (asked == null || asked.owner != owner) {
      return false;
    }
    asked = null;
    retired = true;
    family.remove(values());
    return true;
  }

  boolean isGone() {
    Asked now = asked;
    return now != null && now.value.isGone();
  }

  /** Shows callback gauges, all but those that fail or whose object is gone. */
  static final class Reader implements SeriesReader<CallbackGauge> {
    private final Losses losses;

    Reader(Losses losses) {
      this.losses = losses;
    }

    @Override
    @SuppressWarnings(
        "CatchingUnchecked") // whatever a stranger's code throws, the collection goes on
    public void show(CallbackGauge gauge, MetricsVisitor visitor, boolean closeEpoch) {
      Asked asked = gauge.asked;
      if (asked == null) {
        return; // just made, or just taken away
      }
      double value;
      try {
        DoubleSupplier supplier = asked.value.supplier();
        if (supplier == null) {
          asked.owner.reap();
          return;
        }
        value = supplier.getAsDouble();
      } catch (Exception | LinkageError | StackOverflowError | AssertionError failure) {
        losses.callbackFailed();
        return;
      }
      visitor.gauge(gauge, value);
    }
  }
}
