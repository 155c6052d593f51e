package io.hairspring.benchmarks;

import io.hairspring.collector.Counter;
import io.hairspring.collector.Family;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A counter looked up by two string labels, 64 values of the first, and one increment. */
@State(Scope.Benchmark)
public class LabelLookupBenchmark extends NanosPerCall {
  private static final String METHOD = "POST";

  private final Family<Counter> hairspring =
      HairspringSetUp.collector(Endpoints.COUNT)
          .counter(Workload.COUNTER, Workload.HELP)
          .family(Workload.LABEL, "method");
  private final io.prometheus.metrics.core.metrics.Counter prometheus =
      PrometheusSetUp.counters(
          new PrometheusRegistry(), Workload.COUNTER, Workload.LABEL, "method");
  private final PrometheusMeterRegistry micrometer = MicrometerSetUp.registry();

  /** A thread's own walk over the values of the first label. */
  @State(Scope.Thread)
  public static class Endpoints {
    private static final int COUNT = 64; // a power of two

    private final String[] endpoints = new String[COUNT];
    private int next;

    /** Makes the values. */
    public Endpoints() {
      for (int i = 0; i < COUNT; i++) {
        endpoints[i] = "/v1/resource/" + i;
      }
    }

    String next() {
      return endpoints[next++ & COUNT - 1];
    }
  }

  @Benchmark
  public void hairspring(Endpoints endpoints) {
    hairspring.with(endpoints.next(), METHOD).inc();
  }

  @Benchmark
  public void prometheusClient(Endpoints endpoints) {
    prometheus.labelValues(endpoints.next(), METHOD).inc();
  }

  @Benchmark
  public void micrometer(Endpoints endpoints) {
    micrometer
        .counter("http.requests", Workload.LABEL, endpoints.next(), "method", METHOD)
        .increment();
  }
}
