package io.hairspring.runtime.bridge;

import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.source.SourceRegistration;
import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Shows what client_java collects beside the collector's own families, in every format.
 *
 * <p>Counters, gauges, histograms, summaries, infos and state sets come across, under the names
 * that client_java's text format gives them and without the collector's prefix. An unknown comes as
 * a gauge. Metrics that share a name are one family, in which each series has its own labels. A
 * histogram shows its classic buckets: one that is native alone shows its count and sum. What a
 * summary or a histogram does not have, such as a sum, is not shown. Exemplars and creation times
 * do not come across.
 *
 * <p>What cannot be shown is left out alone, counted in {@code hairspring_source_refused_total} at
 * each scrape and logged once: gauge histograms, names and labels that are not allowed here, names
 * that another metric emits, and collectors that throw.
 */
public final class PrometheusBridge {
  private PrometheusBridge() {}

  /**
   * Shows all that a registry holds now and will hold later.
   *
   * @param name what the source is called in the collector's own metrics
   * @throws IllegalArgumentException if a source of this name exists, or if the registry shows this
   *     very collector; nothing is registered then
   */
  public static SourceRegistration register(
      MetricsCollector metrics, String name, PrometheusRegistry registry) {
    Objects.requireNonNull(registry, "registry");
    return add(metrics, name, failed -> RegistryParts.scrape(registry, failed));
  }

  /**
   * Shows what one collector tells.
   *
   * @param name what the source is called in the collector's own metrics
   * @throws IllegalArgumentException as for a registry
   */
  public static SourceRegistration register(
      MetricsCollector metrics, String name, Collector collector) {
    Objects.requireNonNull(collector, "collector");
    return add(metrics, name, failed -> list(collector.collect()));
  }

  /**
   * Shows what a collector of several metrics tells.
   *
   * @param name what the source is called in the collector's own metrics
   * @throws IllegalArgumentException as for a registry
   */
  public static SourceRegistration register(
      MetricsCollector metrics, String name, MultiCollector collector) {
    Objects.requireNonNull(collector, "collector");
    return add(metrics, name, failed -> collector.collect().stream().toList());
  }

  private static List<MetricSnapshot> list(MetricSnapshot snapshot) {
    return snapshot == null ? List.of() : List.of(snapshot);
  }

  private static SourceRegistration add(
      MetricsCollector metrics,
      String name,
      Function<BiConsumer<String, Throwable>, List<MetricSnapshot>> scrape) {
    Objects.requireNonNull(metrics, "metrics");
    BridgedSource source = new BridgedSource(metrics, scrape);
    SourceRegistration registration = metrics.source(name, source).withoutPrefix().register();
    if (!source.declareBy(registration)) {
      registration.close();
      throw new IllegalArgumentException(
          "source \""
              + name
              + "\" shows this very collector (HairspringCollector); expected one way alone, or it"
              + " would show itself in itself");
    }
    return registration;
  }
}
