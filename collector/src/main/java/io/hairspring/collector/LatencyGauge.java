package io.hairspring.collector;

import io.hairspring.collector.snapshot.WindowView;
import java.util.concurrent.TimeUnit;

/**
 * A figure of a latency recorder's main window that is also shown as a gauge, in seconds, and NaN
 * while the window is empty. The gauge of {@code call_seconds} is called {@code call_p95_seconds},
 * {@code call_avg_seconds} and so on: the figure stands before the unit, or at the end of a name
 * that does not end in {@code _seconds}.
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
          case P50 -> window.quantileNanos(0.5);
          case P90 -> window.quantileNanos(0.9);
          case P95 -> window.quantileNanos(0.95);
          case P99 -> window.quantileNanos(0.99);
          case P999 -> window.quantileNanos(0.999);
          case AVG -> window.meanNanos();
          case MIN -> window.minNanos();
          case MAX -> window.maxNanos();
        };
    return nanos / NANOS_PER_SECOND;
  }
}
