package io.hairspring.benchmarks;

import io.hairspring.collector.CollectorConfig;
import io.hairspring.collector.Counter;
import io.hairspring.collector.LatencyBuilder;
import io.hairspring.collector.LatencyRecorder;
import io.hairspring.collector.MetricsCollector;

/** Hairspring as a gateway sets it up: defaults, and a handle kept for each series. */
final class HairspringSetUp {
  private HairspringSetUp() {}

  /**
   * Returns a collector whose families hold as many series as the benchmark makes, and whose
   * collections do not wait for their turn: rendering is measured, not the pace of readers.
   */
  static MetricsCollector collector(int maxSeries) {
    return MetricsCollector.create(
        CollectorConfig.defaults().withMaxSeries(maxSeries).withMaxCollectionsPerSecond(0));
  }

  static Counter counter() {
    return MetricsCollector.create()
        .counter(Workload.COUNTER, Workload.HELP)
        .family(Workload.LABEL)
        .with(Workload.ENDPOINT);
  }

  static LatencyRecorder latency() {
    return latency(MetricsCollector.create().latency(Workload.LATENCY, Workload.HELP));
  }

  static LatencyRecorder latencyWithBuckets() {
    return latency(
        MetricsCollector.create()
            .latency(Workload.LATENCY, Workload.HELP)
            .buckets(Workload.BUCKETS_SECONDS));
  }

  private static LatencyRecorder latency(LatencyBuilder builder) {
    return builder.family(Workload.LABEL).with(Workload.ENDPOINT);
  }
}
