package io.hairspring.benchmarks;

import io.hairspring.collector.MetricsCollector;
import io.hairspring.micrometer.HairspringMeterRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * One latency, log-normal, into a timer of Micrometer's API, by its Prometheus registry and by
 * ours. Vary threads with -t.
 */
@State(Scope.Benchmark)
public class MicrometerTimerBenchmark extends NanosPerCall {
  /** Whose registry it is. */
  @Param({"hairspring", "micrometer"})
  public String registry;

  /** What the timer publishes. */
  @Param({"plain", "percentiles", "histogram"})
  public String kind;

  private MeterRegistry meters;
  private Timer timer;

  /** Makes registry and timer. */
  @Setup
  public void timer() {
    meters =
        registry.equals("hairspring")
            ? new HairspringMeterRegistry(MetricsCollector.create())
            : new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    Timer.Builder builder = Timer.builder("http.request.duration").tag("endpoint", "/chat");
    switch (kind) {
      case "percentiles" -> builder.publishPercentiles(0.5, 0.95, 0.99);
      case "histogram" -> builder.publishPercentileHistogram();
      default -> {}
    }
    timer = builder.register(meters);
  }

  /** With the timer at hand. */
  @Benchmark
  public void record(Latencies latencies) {
    timer.record(latencies.next(), TimeUnit.NANOSECONDS);
  }

  /** As code does that looks its timer up for each request. */
  @Benchmark
  public void lookUpAndRecord(Latencies latencies) {
    meters
        .timer("http.request.duration", "endpoint", "/chat")
        .record(latencies.next(), TimeUnit.NANOSECONDS);
  }
}
