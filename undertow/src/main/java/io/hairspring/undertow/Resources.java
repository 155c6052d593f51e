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
 * @param history what the page shows of the past
 */
record Resources(
    ScrapeService scrapes,
    MetricsThreads threads,
    ServerMetrics counts,
    ServerLimits limits,
    History history)
    implements AutoCloseable {
  static Resources of(
      MetricsCollector metrics, ScrapeService.Builder scrapes, ServerLimits limits) {
    MetricsThreads threads = new MetricsThreads();
    return new Resources(
        scrapes.limits(limits.scrapes()).build(),
        threads,
        new ServerMetrics(metrics),
        limits,
        new History(metrics, threads.figures()));
  }

  @Override
  public void close() {
    history.close();
    scrapes.close();
    threads.close();
  }
}
