package io.hairspring.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Nine instruments of one gateway request: requests, status, errors (if it is one), latency,
 * request and response size, provider requests and latency, model requests. By labels as they come
 * with the request, or with handles kept for each of the 48 combinations ("resolved"). By labels,
 * client_java and Micrometer look nine handles up and Hairspring one that holds all nine, which is
 * what its request recorder is for; resolved, nobody looks anything up. Micrometer keeps no buckets
 * here, the others do. No clock is read.
 */
@State(Scope.Benchmark)
public class RequestBenchmark extends NanosPerCall {
  private final HairspringRequests hairspring = new HairspringRequests();
  private final PrometheusRequests prometheus = new PrometheusRequests();
  private final MicrometerRequests micrometer = new MicrometerRequests();

  /** What the sequence of requests costs, which is in every other figure. */
  @Benchmark
  public Requests.Request limitNothing(Requests requests) {
    return requests.next();
  }

  @Benchmark
  public void hairspringResolved(Requests requests) {
    hairspring.recordResolved(requests.next());
  }

  @Benchmark
  public void hairspringStrings(Requests requests) {
    hairspring.recordByLabels(requests.next());
  }

  /**
   * Published without a pause, which is more than one consumer carries: most of the time the ring
   * is full, and callers record for themselves. What publishing costs while the consumer keeps up
   * is in {@link EventRingBenchmark}.
   */
  @Benchmark
  public void hairspringRing(RequestRing ring, RequestRing.Event event, Requests requests) {
    ring.publish(event.of(requests.next()));
  }

  @Benchmark
  public void prometheusClient(Requests requests) {
    prometheus.recordByLabels(requests.next());
  }

  @Benchmark
  public void prometheusClientResolved(Requests requests) {
    prometheus.recordResolved(requests.next());
  }

  @Benchmark
  public void micrometer(Requests requests) {
    micrometer.recordByLabels(requests.next());
  }

  @Benchmark
  public void micrometerResolved(Requests requests) {
    micrometer.recordResolved(requests.next());
  }
}
