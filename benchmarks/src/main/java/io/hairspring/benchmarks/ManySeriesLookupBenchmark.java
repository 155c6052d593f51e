package io.hairspring.benchmarks;

import io.hairspring.collector.CollectorConfig;
import io.hairspring.collector.Counter;
import io.hairspring.collector.Family;
import io.hairspring.collector.MetricsCollector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.charset.StandardCharsets;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * A counter looked up by two labels among 10 000 series, and one increment: the first label is a
 * string made for the call, as if it was cut out of a request, so nobody has hashed it before.
 * {@code limitNothing} is what making it costs.
 */
@State(Scope.Benchmark)
public class ManySeriesLookupBenchmark extends NanosPerCall {
  private static final int SERIES = 10_000;
  private static final String METHOD = "POST";

  private final Family<Counter> hairspring =
      MetricsCollector.create(CollectorConfig.defaults().withMaxSeries(SERIES))
          .counter(Workload.COUNTER, Workload.HELP)
          .family(Workload.LABEL, "method");
  private final io.prometheus.metrics.core.metrics.Counter prometheus =
      PrometheusSetUp.counters(
          new PrometheusRegistry(), Workload.COUNTER, Workload.LABEL, "method");

  /** A thread's own pass over the values of the first label, in an order without locality. */
  @State(Scope.Thread)
  public static class Endpoints {
    private static final int STRIDE = 3_671; // coprime to their number

    private final byte[][] endpoints = new byte[SERIES][];
    private int next;

    /** Makes the values. */
    public Endpoints() {
      for (int i = 0; i < SERIES; i++) {
        endpoints[i] = ("/v1/resource/" + i).getBytes(StandardCharsets.ISO_8859_1);
      }
    }

    String next() {
      next = (next + STRIDE) % SERIES;
      return new String(endpoints[next], StandardCharsets.ISO_8859_1);
    }
  }

  /** Makes every series. */
  public ManySeriesLookupBenchmark() {
    Endpoints all = new Endpoints();
    for (int i = 0; i < SERIES; i++) {
      String endpoint = all.next();
      hairspring.with(endpoint, METHOD).inc();
      prometheus.labelValues(endpoint, METHOD).inc();
    }
  }

  @Benchmark
  public String limitNothing(Endpoints endpoints) {
    return endpoints.next();
  }

  @Benchmark
  public void hairspring(Endpoints endpoints) {
    hairspring.with(endpoints.next(), METHOD).inc();
  }

  @Benchmark
  public void prometheusClient(Endpoints endpoints) {
    prometheus.labelValues(endpoints.next(), METHOD).inc();
  }
}
