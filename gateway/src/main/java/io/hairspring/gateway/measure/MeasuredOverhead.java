package io.hairspring.gateway.measure;

import io.hairspring.collector.Family;
import io.hairspring.collector.LatencyBuilder;
import io.hairspring.collector.LatencyRecorder;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.view.LatencyView;

/** The time that the gateway itself adds to requests, each by itself. Any thread. */
final class MeasuredOverhead {
  private final Family<LatencyRecorder> queues;
  private final Family<LatencyRecorder> overheads;

  MeasuredOverhead(MetricsCollector metrics, double... latencyBuckets) {
    queues =
        latency(
            metrics,
            "queue",
            "Time from request to asking for an upstream connection.",
            latencyBuckets);
    overheads =
        latency(
            metrics,
            "overhead",
            "Time of a request that was not spent on its upstream: neither opening a connection nor"
                + " waiting for the answer or passing it on.",
            latencyBuckets);
  }

  private static Family<LatencyRecorder> latency(
      MetricsCollector metrics, String what, String help, double... buckets) {
    LatencyBuilder builder = metrics.latency("gateway_" + what + "_duration_seconds", help);
    return (buckets.length == 0 ? builder : builder.buckets(buckets)).family("provider");
  }

  void record(String provider, CallPhases phases) {
    queues.with(provider).record(phases.queueNanos());
    overheads.with(provider).record(phases.overheadNanos());
  }

  /** Returns the overhead of all requests so far. */
  LatencyView total(String provider) {
    return overheads.with(provider).total();
  }
}
