package io.hairspring.collector.catalog;

import io.hairspring.collector.CallbackGauges;
import io.hairspring.collector.Counter;
import io.hairspring.collector.MetricsCollector;
import java.util.List;
import java.util.Objects;
import java.util.function.LongSupplier;

/**
 * What a cache does. Any thread; recording allocates nothing.
 *
 * <p>Metrics, with the prefix {@code cache_} and no labels: {@code hits_total}, {@code
 * misses_total}, {@code evictions_total}, {@code hit_rate} (hits of hits and misses since the last
 * reset, 0 to 1; NaN before the first), and {@code size} (entries) and {@code size_bytes} of a
 * cache that is watched.
 */
public final class CacheMetrics implements AutoCloseable {
  private final GroupInstruments group;
  private final Counter hits;
  private final Counter misses;
  private final Counter evictions;
  private final CallbackGauges size;
  private final CallbackGauges sizeBytes;

  /** Registers the metrics under their own names. */
  public CacheMetrics(MetricsCollector metrics) {
    this(metrics, GroupSettings.defaults());
  }

  /**
   * Registers the metrics.
   *
   * @throws IllegalArgumentException if a setting names something that the group lacks, or if a
   *     name is taken
   */
  public CacheMetrics(MetricsCollector metrics, GroupSettings settings) {
    group = new GroupInstruments(metrics, "cache", "cache_", settings);
    hits = group.counter("hits_total", "Look-ups that the cache answered.");
    misses = group.counter("misses_total", "Look-ups that the cache could not answer.");
    evictions = group.counter("evictions_total", "Entries that grew old or made room for others.");
    Shares hitRate =
        group.shares("hit_rate", "Share of look-ups that the cache answered.", Dimensions.of());
    size = group.callback("size", "Entries in the cache.");
    sizeBytes = group.callback("size_bytes", "Bytes that the entries in the cache take, about.");
    group.done();
    hitRate.part(hits, List.of());
    hitRate.whole(hits, List.of());
    hitRate.whole(misses, List.of());
  }

  /** Counts a look-up that the cache answered. */
  public void hit() {
    hits.inc();
  }

  /** Counts a look-up that it could not answer. */
  public void miss() {
    misses.inc();
  }

  /** Counts an entry that grew old or made room for another. */
  public void evicted() {
    evictions.inc();
  }

  /** Shows how many entries there are, as {@code entries} answers at once from any thread. */
  public void watchSize(LongSupplier entries) {
    Objects.requireNonNull(entries, "entries");
    size.put(entries::getAsLong);
  }

  /** Shows how many bytes they take, as {@code bytes} answers at once from any thread. */
  public void watchSizeBytes(LongSupplier bytes) {
    Objects.requireNonNull(bytes, "bytes");
    sizeBytes.put(bytes::getAsLong);
  }

  /**
   * Shows the metrics of this group no more and gives their names back. Whoever still records goes
   * on where nobody looks. May be called again.
   */
  @Override
  public void close() {
    group.close();
  }
}
