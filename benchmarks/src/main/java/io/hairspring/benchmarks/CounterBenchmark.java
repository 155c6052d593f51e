package io.hairspring.benchmarks;

import com.codahale.metrics.MetricRegistry;
import io.hairspring.collector.Counter;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.LongCounter;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.status.AtomicCounter;
import org.agrona.concurrent.status.CountersManager;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * One increment of one hot counter with one label, its handle kept. Nobody reads it, and no other
 * counter is written: how a set of counters shares the caches shows in {@link RequestBenchmark}.
 * Vary threads with -t.
 */
@State(Scope.Benchmark)
public class CounterBenchmark extends NanosPerCall {
  private final Counter hairspring = HairspringSetUp.counter();
  private final LongAdder adder = new LongAdder();
  private final AtomicLong atomic = new AtomicLong();
  private final CounterDataPoint prometheus = PrometheusSetUp.counter();
  private final io.micrometer.core.instrument.Counter micrometer = MicrometerSetUp.counter();
  private final LongCounter openTelemetry = OpenTelemetrySetUp.counter();
  private final Attributes attributes = OpenTelemetrySetUp.attributes();
  private final com.codahale.metrics.Counter dropwizard = new MetricRegistry().counter("requests");
  private final com.netflix.spectator.api.Counter spectator = SpectatorSetUp.counter();

  /** A field that one thread alone writes: what no counter can beat. */
  @State(Scope.Thread)
  public static class PlainField {
    private long count;
  }

  /** Agrona's counters, which keep labels in a buffer beside the counts. */
  @State(Scope.Benchmark)
  public static class Agrona {
    private final AtomicCounter counter =
        new CountersManager(
                new UnsafeBuffer(new byte[64 * CountersManager.METADATA_LENGTH]),
                new UnsafeBuffer(new byte[64 * CountersManager.COUNTER_LENGTH]))
            .newCounter(Workload.ENDPOINT);
  }

  @Benchmark
  public void hairspring() {
    hairspring.inc();
  }

  @Benchmark
  public void jdkLongAdder() {
    adder.increment();
  }

  @Benchmark
  public void jdkAtomicLong() {
    atomic.getAndIncrement();
  }

  @Benchmark
  public long limitPlainField(PlainField field) {
    return field.count++;
  }

  @Benchmark
  public void prometheusClient() {
    prometheus.inc();
  }

  @Benchmark
  public void micrometer() {
    micrometer.increment();
  }

  @Benchmark
  public void openTelemetry() {
    openTelemetry.add(1, attributes);
  }

  @Benchmark
  public void dropwizard() {
    dropwizard.inc();
  }

  @Benchmark
  public void spectator() {
    spectator.increment();
  }

  /** Agrona works on the JDK's internals, which it must be let into. */
  @Benchmark
  @Fork(value = 3, jvmArgsAppend = "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED")
  public void agrona(Agrona agrona) {
    agrona.counter.increment();
  }
}
