package io.hairspring.collector;

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
}
