package io.hairspring.benchmarks;

import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.core.metrics.Summary;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/**
 * client_java as its "performance" page recommends: the data point of {@code labelValues} kept, and
 * one kind of histogram where both are not wanted. Quantiles and their errors are those of its
 * "metric types" page.
 */
public final class PrometheusSetUp {
  private PrometheusSetUp() {}

  static Counter counters(PrometheusRegistry registry, String name, String... labels) {
    return Counter.builder().name(name).help(Workload.HELP).labelNames(labels).register(registry);
  }

  static Histogram classics(PrometheusRegistry registry, String name, String... labels) {
    return classics(registry, name, Workload.BUCKETS_SECONDS, labels);
  }

  /** Returns classic histograms with these upper bounds. */
  public static Histogram classics(
      PrometheusRegistry registry, String name, double[] bounds, String... labels) {
    return Histogram.builder()
        .name(name)
        .help(Workload.HELP)
        .labelNames(labels)
        .classicOnly()
        .classicUpperBounds(bounds)
        .register(registry);
  }

  static Summary summaries(PrometheusRegistry registry, String name, String... labels) {
    return Summary.builder()
        .name(name)
        .help(Workload.HELP)
        .labelNames(labels)
        .quantile(0.5, 0.01)
        .quantile(0.95, 0.005)
        .quantile(0.99, 0.005)
        .register(registry);
  }

  static CounterDataPoint counter() {
    return counters(new PrometheusRegistry(), Workload.COUNTER, Workload.LABEL)
        .labelValues(Workload.ENDPOINT);
  }

  static DistributionDataPoint classic() {
    return classics(new PrometheusRegistry(), Workload.LATENCY, Workload.LABEL)
        .labelValues(Workload.ENDPOINT);
  }

  static DistributionDataPoint nativeHistogram() {
    return Histogram.builder()
        .name(Workload.LATENCY)
        .labelNames(Workload.LABEL)
        .nativeOnly()
        .register(new PrometheusRegistry())
        .labelValues(Workload.ENDPOINT);
  }

  static DistributionDataPoint summary() {
    return summaries(new PrometheusRegistry(), Workload.LATENCY, Workload.LABEL)
        .labelValues(Workload.ENDPOINT);
  }

  /** Returns seconds, which client_java is to be given, of nanoseconds. */
  public static double seconds(long nanos) {
    return nanos / 1e9;
  }
}
