package io.hairspring.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Nine instruments of one gateway request: requests, status, errors (if it is one), latency,
 * request and response size, provider requests and latency, model requests. By labels as they come
 * with the request, or with handles kept for each combination ("resolved"). No clock is read.
 */
@State(Scope.Benchmark)
public class RequestBenchmark extends NanosPerCall {
  private final HairspringRequests hairspring = new HairspringRequests();
  private final PrometheusRequests prometheus = new PrometheusRequests();
  private final MicrometerRequests micrometer = new MicrometerRequests();

  @Benchmark
  public void hairspringResolved(Requests requests) {
    hairspring.recordResolved(requests.next());
  }

  @Benchmark
  public void hairspringStrings(Requests requests) {
    hairspring.recordByLabels(requests.next());
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
