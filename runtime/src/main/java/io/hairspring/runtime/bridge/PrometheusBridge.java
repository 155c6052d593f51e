package io.hairspring.runtime.bridge;

import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.SourceRegistration;
import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Shows what client_java collects beside the collector's own families, in every format.
 *
 * <p>Counters, gauges, histograms, summaries, infos and state sets come across, under the names
 * that client_java's text format gives them and without the collector's prefix. An unknown comes as
 * a gauge; a series that lacks a label which others of its family have, with an empty one. A
 * histogram shows its classic buckets: one that is native alone shows its count and sum. Exemplars
 * and creation times do not come across. What cannot be shown is refused, counted in {@code
 * hairspring_collector_refused_total} and logged once: gauge histograms, summaries without a count,
 * names that Prometheus' classic character set does not have, and names that another metric emits.
 */
public final class PrometheusBridge {
  private PrometheusBridge() {}

  /**
   * Shows all that a registry holds now and will hold later.
   *
   * @param name what the source is called in the collector's own metrics
   * @throws IllegalArgumentException if a source of this name exists, or if another metric emits a
   *     line that a family of the registry emits, with both names; nothing is registered then
   */
  public static SourceRegistration register(
      MetricsCollector metrics, String name, PrometheusRegistry registry) {
    Objects.requireNonNull(registry, "registry");
    return add(metrics, name, registry::scrape);
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
    return add(metrics, name, () -> MetricSnapshots.of(collector.collect()));
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
    return add(metrics, name, collector::collect);
  }

  private static SourceRegistration add(
      MetricsCollector metrics, String name, Supplier<MetricSnapshots> snapshots) {
    Objects.requireNonNull(metrics, "metrics");
    BridgedSource source = new BridgedSource(snapshots);
    SourceRegistration registration =
        metrics.source(name, source).withoutPrefix().families(source.familiesNow()).register();
    source.declareBy(registration);
    return registration;
  }
}
