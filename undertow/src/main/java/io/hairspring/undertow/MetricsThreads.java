package io.hairspring.undertow;

import io.hairspring.collector.internal.thread.DaemonThreads;
import java.util.concurrent.ExecutorService;

/**
 * The threads that work for the routes that do not scrape: one reads key figures, others answer
 * about health, others ask a time-series database, so that none waits for the other. The queues are
 * unbounded because the routes admit only so many requests.
 */
final class MetricsThreads implements AutoCloseable {
  private static final int HEALTH = 2;
  private static final int TSDB = 2;

  private final ExecutorService figures = DaemonThreads.pool("hairspring-metrics-figures-", 1);
  private final ExecutorService health = DaemonThreads.pool("hairspring-metrics-health-", HEALTH);
  private final ExecutorService tsdb = DaemonThreads.pool("hairspring-metrics-tsdb-", TSDB);

  ExecutorService figures() {
    return figures;
  }

  ExecutorService health() {
    return health;
  }

  ExecutorService tsdb() {
    return tsdb;
  }

  @Override
  public void close() {
    figures.shutdownNow();
    health.shutdownNow();
    tsdb.shutdownNow();
  }
}
