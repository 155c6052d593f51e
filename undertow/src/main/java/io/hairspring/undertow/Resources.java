package io.hairspring.undertow;

import io.hairspring.collector.MetricsCollector;
import io.hairspring.exposition.scrape.ScrapeService;

/**
 * What routes work with.
 *
 * @param scrapes what answers scrapes and resets
 * @param threads that check and ask
 * @param counts of what else is done and refused
 * @param limits of clients
 */
record Resources(
    ScrapeService scrapes, MetricsThreads threads, ServerMetrics counts, ServerLimits limits)
    implements AutoCloseable {
  static Resources of(
      MetricsCollector metrics, ScrapeService.Builder scrapes, ServerLimits limits) {
    return new Resources(
        scrapes.limits(limits.scrapes()).build(),
        new MetricsThreads(),
        new ServerMetrics(metrics),
        limits);
  }

  @Override
  public void close() {
    scrapes.close();
    threads.close();
  }
}
