package io.hairspring.benchmarks;

import com.netflix.spectator.api.Id;
import com.netflix.spectator.api.Registry;
import io.hairspring.collector.Counter;
import io.hairspring.collector.Family;
import io.hairspring.collector.MetricsCollector;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.LongCounter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * A counter looked up by two string labels, 64 values of the first, and one increment. All series
 * exist, and the strings have been hashed before, as those of a router's templates have; each
 * thread has strings of its own, so for one of them they are equal to the series' but not the same.
 */
@State(Scope.Benchmark)
public class LabelLookupBenchmark extends NanosPerCall {
  private static final String METHOD = "POST";

  private final Family<Counter> hairspring =
      MetricsCollector.create()
          .counter(Workload.COUNTER, Workload.HELP)
          .family(Workload.LABEL, "method");
  private final io.prometheus.metrics.core.metrics.Counter prometheus =
      PrometheusSetUp.counters(
          new PrometheusRegistry(), Workload.COUNTER, Workload.LABEL, "method");
  private final PrometheusMeterRegistry micrometer = MicrometerSetUp.registry();
  private final MeterProvider<io.micrometer.core.instrument.Counter> provider =
      MicrometerSetUp.counters();
  private final LongCounter openTelemetry = OpenTelemetrySetUp.counter();
  private final Registry spectator = SpectatorSetUp.registry();
  private final Id spectatorId = spectator.createId("http.requests").withTag("method", METHOD);

  /** A thread's own pass over the values of the first label. */
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

  /** The way that its documents give for tags which are not known before. */
  @Benchmark
  public void micrometerProvider(Endpoints endpoints) {
    provider.withTags(Workload.LABEL, endpoints.next(), "method", METHOD).increment();
  }

  @Benchmark
  public void openTelemetry(Endpoints endpoints) {
    openTelemetry.add(
        1,
        Attributes.of(
            OpenTelemetrySetUp.ENDPOINT, endpoints.next(), OpenTelemetrySetUp.METHOD, METHOD));
  }

  @Benchmark
  public void spectator(Endpoints endpoints) {
    spectator.counter(spectatorId.withTag(Workload.LABEL, endpoints.next())).increment();
  }
}
