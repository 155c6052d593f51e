package io.hairspring.gateway.measure;

import io.hairspring.collector.Family;
import io.hairspring.collector.LatencyBuilder;
import io.hairspring.collector.LatencyRecorder;
import io.hairspring.collector.MetricsCollector;

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

  /** Returns what records the requests of one provider. */
  OfProvider of(String provider) {
    return new OfProvider(queues.with(provider), overheads.with(provider));
  }

  /** What each request of one provider moves. */
  record OfProvider(LatencyRecorder queue, LatencyRecorder overhead) {
    void record(CallPhases phases) {
      queue.record(phases.queueNanos());
      overhead.record(phases.overheadNanos());
    }
  }
}
