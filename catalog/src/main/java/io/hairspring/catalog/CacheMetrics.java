package io.hairspring.catalog;

import io.hairspring.collector.CallbackGauges;
import io.hairspring.collector.Counter;
import io.hairspring.collector.Family;
import io.hairspring.collector.MetricsCollector;
import java.util.Objects;
import java.util.function.LongSupplier;

/**
 * What a cache does. Any thread; recording allocates nothing once the endpoint was seen before.
 *
 * <p>Metrics, with the prefix {@code cache_} and no labels unless told otherwise: {@code
 * hits_total}, {@code misses_total} and {@code hit_rate} (hits of hits and misses since the last
 * reset, 0 to 1; NaN before the first), which can have the label {@code endpoint}, {@code
 * evictions_total}, and {@code size} (entries) and {@code size_bytes} of a cache that is watched.
 *
 * <p>{@code withLabels("hits_total", "endpoint")} and the same of {@code misses_total} tell how
 * often each endpoint hits while {@code hit_rate} stays that of the whole cache.
 */
public final class CacheMetrics extends InstrumentGroup {
  private static final String NOWHERE = "";

  private final Family<Lookups> byEndpoint;
  private final Lookups all; // null where endpoints are told apart
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
    super(metrics, "cache", "cache_", settings);
    Dimensions dimensions = Dimensions.of("endpoint").showing();
    LabelProjection<Counter> hits =
        group.counter("hits_total", "Look-ups that the cache answered.", dimensions);
    LabelProjection<Counter> misses =
        group.counter("misses_total", "Look-ups that the cache could not answer.", dimensions);
    RatioFamily hitRate =
        group.shares("hit_rate", "Share of look-ups that the cache answered.", dimensions);
    evictions = group.counter("evictions_total", "Entries that grew old or made room for others.");
    size = group.callback("size", "Entries in the cache.");
    sizeBytes = group.callback("size_bytes", "Bytes that the entries in the cache take, about.");
    group.done();
    byEndpoint =
        group.handles(
            "cache",
            1,
            values -> {
              Lookups lookups = new Lookups(hits.with(values), misses.with(values));
              hitRate.part(lookups.hits, values);
              hitRate.whole(lookups.hits, values);
              hitRate.whole(lookups.misses, values);
              return lookups;
            });
    boolean one = hits.isOne() && misses.isOne() && hitRate.isOne();
    all = one ? byEndpoint.with(NOWHERE) : null;
  }

  /** Counts a look-up that the cache answered. */
  public void hit() {
    hit(NOWHERE);
  }

  /** Counts a look-up that the cache answered, of an endpoint. */
  public void hit(String endpoint) {
    lookups(endpoint).hits.inc();
  }

  /** Counts a look-up that it could not answer. */
  public void miss() {
    miss(NOWHERE);
  }

  /** Counts a look-up that it could not answer, of an endpoint. */
  public void miss(String endpoint) {
    lookups(endpoint).misses.inc();
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

  private Lookups lookups(String endpoint) {
    return all != null ? all : byEndpoint.with(endpoint);
  }

  /** What look-ups of one endpoint move. */
  private record Lookups(Counter hits, Counter misses) {}
}
