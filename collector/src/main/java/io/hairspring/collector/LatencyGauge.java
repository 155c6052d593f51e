package io.hairspring.collector;

import io.hairspring.collector.snapshot.LatencyView;
import io.hairspring.collector.snapshot.WindowView;
import java.util.concurrent.TimeUnit;

/**
 * A figure of a latency recorder's main window, or of its epoch where {@link
 * CollectorConfig#withGaugesOfEpoch} says so, that is also shown as a gauge, in seconds, and NaN
 * while nothing is in the window or epoch. The gauge of {@code call_seconds} is called {@code
 * call_p95_seconds}, {@code call_avg_seconds} and so on: the figure stands before the unit, or at
 * the end of a name that does not end in {@code _seconds}.
 */
public enum LatencyGauge {
  /** The median. */
  P50,
  /** The 90th percentile. */
  P90,
  /** The 95th percentile. */
  P95,
  /** The 99th percentile. */
  P99,
  /** The 99.9th percentile. */
  P999,
  /** The mean. */
  AVG,
  /** The shortest latency. */
  MIN,
  /** The longest latency. */
  MAX;

  private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

  double seconds(WindowView window) {
    double nanos =
        switch (this) {
          case AVG -> window.meanNanos();
          case MIN -> window.minNanos();
          case MAX -> window.maxNanos();
          default -> window.quantileNanos(quantile());
        };
    return nanos / NANOS_PER_SECOND;
  }

  double seconds(LatencyView epoch) {
    if (epoch.count() == 0) {
      return Double.NaN;
    }
    double nanos =
        switch (this) {
          case AVG -> epoch.meanNanos();
          case MIN -> epoch.minNanos();
          case MAX -> epoch.maxNanos();
          default -> epoch.quantileNanos(quantile());
        };
    return nanos / NANOS_PER_SECOND;
  }

  private double quantile() {
    return switch (this) {
      case P50 -> 0.5;
      case P90 -> 0.9;
      case P95 -> 0.95;
      case P99 -> 0.99;
      case P999 -> 0.999;
      case AVG, MIN, MAX -> throw new IllegalStateException(this + " is no quantile");
    };
  }
}
