package io.hairspring.undertow;

import io.hairspring.collector.thread.DaemonThreads;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads that work for the routes: some render, one resets, one reads key figures, others
 * answer about health, others ask a time-series database, so that none waits for the other. A flood
 * of one kind is no more than two of those whose walks wait for their turn. Daemons that end when
 * they are idle, so a mounted handler needs no closing. The queues are unbounded because the routes
 * admit only so many requests.
 */
final class MetricsThreads implements AutoCloseable {
  private static final int RENDERING = 2;
  private static final int RESETTING = 1;
  private static final int FIGURES = 1;
  private static final int HEALTH = 2;
  private static final int TSDB = 2;
  private static final Duration IDLE = Duration.ofSeconds(30);

  private final ExecutorService rendering = pool("hairspring-metrics-render-", RENDERING);
  private final ExecutorService resetting = pool("hairspring-metrics-reset-", RESETTING);
  private final ExecutorService figures = pool("hairspring-metrics-figures-", FIGURES);
  private final ExecutorService health = pool("hairspring-metrics-health-", HEALTH);
  private final ExecutorService tsdb = pool("hairspring-metrics-tsdb-", TSDB);

  MetricsThreads() {
    DaemonThreads.startTimeouts();
  }

  ExecutorService rendering() {
    return rendering;
  }

  ExecutorService resetting() {
    return resetting;
  }

  ExecutorService figures() {
    return figures;
  }

  ExecutorService health() {
    return health;
  }

  ExecutorService tsdb() {
    return tsdb;
  }

  /**
   * Takes no more work, and waits for renderings and resets under way, for so long each at most.
   */
  void finish(long millis) throws InterruptedException {
    rendering.shutdown();
    resetting.shutdown();
    health.shutdown();
    finish(rendering, millis);
    finish(resetting, millis);
  }

  private static void finish(ExecutorService threads, long millis) throws InterruptedException {
    if (!threads.awaitTermination(millis, TimeUnit.MILLISECONDS)) {
      threads.shutdownNow();
    }
  }

  @Override
  public void close() {
    rendering.shutdownNow();
    resetting.shutdownNow();
    figures.shutdownNow();
    health.shutdownNow();
    tsdb.shutdownNow();
  }

  private static ExecutorService pool(String name, int threads) {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            IDLE.toMillis(),
            TimeUnit.MILLISECONDS,
            new LinkedBlockingQueue<>(),
            DaemonThreads.numbered(name));
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }
}
