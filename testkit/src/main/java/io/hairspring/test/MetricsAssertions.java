package io.hairspring.test;

import io.hairspring.collector.MetricsCollector;

/** The way in to assertions; a static import away, beside AssertJ's of the same name. */
public final class MetricsAssertions {
  private MetricsAssertions() {}

  /**
   * Looks at a collector once, for all assertions that follow on the answer.
   *
   * <pre>{@code
   * assertThat(metrics).counter("orders_total", "region", "eu").hasValue(3);
   * }</pre>
   */
  public static MetricsAssert assertThat(MetricsCollector metrics) {
    return new MetricsAssert(MetricsSnapshot.of(metrics));
  }

  /** Asserts on what was looked at before. */
  public static MetricsAssert assertThat(MetricsSnapshot snapshot) {
    return new MetricsAssert(snapshot);
  }
}
