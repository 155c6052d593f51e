package io.hairspring.exposition.http;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that work for the routes: some render, others answer about health, others ask a
 * time-series database, so that none waits for the other. Daemons that end when they are idle, so a
 * mounted handler needs no closing. The queues are unbounded because the routes admit only so many
 * requests.
 */
final class MetricsThreads implements AutoCloseable {
  private static final int RENDERING = 2;
  private static final int HEALTH = 2;
  private static final int TSDB = 2;
  private static final Duration IDLE = Duration.ofSeconds(30);

  private final ExecutorService rendering = pool("hairspring-metrics-render-", RENDERING);
  private final ExecutorService health = pool("hairspring-metrics-health-", HEALTH);
  private final ExecutorService tsdb = pool("hairspring-metrics-tsdb-", TSDB);

  ExecutorService rendering() {
    return rendering;
  }

  ExecutorService health() {
    return health;
  }

  ExecutorService tsdb() {
    return tsdb;
  }

  /** Takes no more work, and waits for what is under way, for so long at most. */
  void finish(long millis) throws InterruptedException {
    rendering.shutdown();
    health.shutdown();
    if (!rendering.awaitTermination(millis, TimeUnit.MILLISECONDS)) {
      rendering.shutdownNow();
    }
  }

  @Override
  public void close() {
    rendering.shutdownNow();
    health.shutdownNow();
    tsdb.shutdownNow();
  }

  private static ExecutorService pool(String name, int threads) {
    AtomicInteger number = new AtomicInteger();
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            IDLE.toMillis(),
            TimeUnit.MILLISECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, name + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }
}
