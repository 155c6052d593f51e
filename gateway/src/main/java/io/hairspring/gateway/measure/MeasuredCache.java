package io.hairspring.gateway.measure;

import io.hairspring.catalog.CacheMetrics;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.gateway.cache.CacheObserver;
import io.hairspring.gateway.cache.ResponseCache;

/** Counts what the response cache does. Any thread. */
public final class MeasuredCache implements CacheObserver {
  private final CacheMetrics metrics;

  /**
   * Registers the metrics.
   *
   * @throws IllegalArgumentException if one of them exists
   */
  public MeasuredCache(MetricsCollector metrics) {
    this.metrics = new CacheMetrics(metrics);
  }

  /** Shows what the cache holds. Once. */
  public void watch(ResponseCache cache) {
    metrics.watchSize(cache::size);
    metrics.watchSizeBytes(cache::weightBytes);
  }

  @Override
  public void hit() {
    metrics.hit();
  }

  @Override
  public void missed() {
    metrics.miss();
  }

  @Override
  public void evicted() {
    metrics.evicted();
  }
}
