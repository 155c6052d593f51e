package io.hairspring.benchmarks;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
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
  @Param({MicrometerTimers.HAIRSPRING, MicrometerTimers.MICROMETER})
  public String registry;

  /** What the timer publishes. */
  @Param({"plain", "percentiles", "histogram"})
  public String kind;

  private MeterRegistry meters;
  private Timer timer;

  /** Makes registry and timer. */
  @Setup
  public void timer() {
    meters = MicrometerTimers.registry(registry, 1);
    timer = MicrometerTimers.timer(meters, kind, Workload.ENDPOINT);
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
        .timer(MicrometerTimers.NAME, Workload.LABEL, Workload.ENDPOINT)
        .record(latencies.next(), TimeUnit.NANOSECONDS);
  }
}
