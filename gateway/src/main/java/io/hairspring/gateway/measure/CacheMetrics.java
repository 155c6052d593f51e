package io.hairspring.gateway.measure;

import io.hairspring.collector.Counter;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.gateway.cache.CacheObserver;
import io.hairspring.gateway.cache.ResponseCache;

/** Counts what the response cache does. Any thread. */
public final class CacheMetrics implements CacheObserver {
  private final MetricsCollector metrics;
  private final Counter hits;
  private final Counter misses;
  private final Counter evictions;

  /**
   * Registers the counters.
   *
   * @throws IllegalArgumentException if one of them exists
   */
  public CacheMetrics(MetricsCollector metrics) {
    this.metrics = metrics;
    hits = metrics.counter("cache_hits_total", "Requests answered from the cache.").register();
    misses =
        metrics
            .counter("cache_misses_total", "Requests that the cache could not answer.")
            .register();
    evictions =
        metrics
            .counter("cache_evictions_total", "Answers that grew old or made room for others.")
            .register();
  }

  /** Registers gauges of what the cache holds. Once. */
  public void watch(ResponseCache cache) {
    metrics.gauge("cache_size", "Answers in the cache.").register(cache::size);
    metrics
        .gauge("cache_size_bytes", "Bytes that the answers in the cache take, about.")
        .register(cache::weightBytes);
  }

  @Override
  public void hit() {
    hits.inc();
  }

  @Override
  public void missed() {
    misses.inc();
  }

  @Override
  public void evicted() {
    evictions.inc();
  }
}
