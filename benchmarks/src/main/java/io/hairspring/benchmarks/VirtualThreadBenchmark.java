package io.hairspring.benchmarks;

import io.hairspring.collector.Counter;
import io.hairspring.collector.LatencyRecorder;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;

/**
 * Recordings of one virtual thread, which has no cells of its own. Needs a JDK that has virtual
 * threads: 21 or newer.
 */
@State(Scope.Benchmark)
@Threads(1)
@Fork(value = 3, jvmArgsAppend = "-Djmh.executor=VIRTUAL")
public class VirtualThreadBenchmark extends NanosPerCall {
  private final Counter counter = HairspringSetUp.counter();
  private final LatencyRecorder latency = HairspringSetUp.latency();
  private final HairspringRequests requests = new HairspringRequests();
  private final DistributionDataPoint classic = PrometheusSetUp.classic();
  private final PrometheusRequests prometheus = new PrometheusRequests();

  @Benchmark
  public void hairspringCounter() {
    counter.inc();
  }

  @Benchmark
  public void hairspringLatency(Latencies latencies) {
    latency.record(latencies.next());
  }

  @Benchmark
  public void hairspringResolved(Requests sequence) {
    requests.recordResolved(sequence.next());
  }

  @Benchmark
  public void prometheusClientClassic(Latencies latencies) {
    classic.observe(PrometheusSetUp.seconds(latencies.next()));
  }

  @Benchmark
  public void prometheusClientResolved(Requests sequence) {
    prometheus.recordResolved(sequence.next());
  }
}
