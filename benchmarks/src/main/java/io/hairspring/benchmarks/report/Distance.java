package io.hairspring.benchmarks.report;

import java.util.Locale;

/** How far apart two cores are, by how long a cache line takes from one to the other. */
enum Distance {
  /** As where cores share a cache. */
  NEAR(0, 60),
  /** As where they share none. Between the two they were moved meanwhile. */
  FAR(120, Double.POSITIVE_INFINITY);

  private final double leastNanos;
  private final double limitNanos;

  Distance(double leastNanos, double limitNanos) {
    this.leastNanos = leastNanos;
    this.limitNanos = limitNanos;
  }

  boolean includes(double lineNanos) {
    return lineNanos >= leastNanos && lineNanos < limitNanos;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
