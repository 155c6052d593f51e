package io.hairspring.undertow;

import io.hairspring.collector.Counter;
import io.hairspring.collector.Family;
import io.hairspring.collector.MetricsCollector;

/** Scrapes larger than what the sockets of both sides hold. */
final class LargeScrapes {
  private static final int SERIES = 9_000;

  private LargeScrapes() {}

  /** Makes so many series with so long labels that a scrape has 18 MB. */
  static void of(MetricsCollector metrics) {
    String end = "y".repeat(1_000);
    Family<Counter> jobs = metrics.counter("jobs_total", "Jobs.").family("job", "end");
    for (int i = 0; i < SERIES; i++) {
      jobs.with("x".repeat(1_000) + i, end);
    }
  }
}
