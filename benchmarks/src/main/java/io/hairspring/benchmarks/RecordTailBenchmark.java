package io.hairspring.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Single record calls of one thread, each between two readings of {@link System#nanoTime()}: alone,
 * beside a thread that keeps the other core busy with work of its own, beside another writer,
 * beside scrapes in a loop, beside a hundred scrapes a second, beside resets in a loop. What a busy
 * neighbour costs is the machine's part in the others.
 *
 * <p>{@code hairspring} and {@code hairspringCounter} are as users get them: collections begin a
 * hundred times a second at most, also in a loop, which p99.9 does not feel; of these are the aims.
 * Those that end in {@code Unbounded} let a reader in a loop collect ten thousand times a second
 * and more. It then fetches the lines of a hot series so often that more than one recording in a
 * thousand waits for one to come back, where cores share no cache a tenth of a microsecond and
 * longer.
 *
 * <p>Nothing is subtracted: {@code emptyMeasurement} is what measuring costs. JMH measures 20 000
 * calls a second, picked at random from all, so p99.99 rests on some 25 calls. Whatever interrupts
 * the thread, such as the operating system or a collection of the scraper's garbage, is in the
 * tail.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Threads(1)
@Fork(2)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 2)
public class RecordTailBenchmark {
  @Benchmark
  public void emptyMeasurement(TailSubjects.Empty subject, Latencies latencies) {
    subject.record(latencies.next());
  }

  @Benchmark
  public void hairspring(TailSubjects.HairspringLatency subject, Latencies latencies) {
    subject.record(latencies.next());
  }

  @Benchmark
  public void hairspringCounter(TailSubjects.HairspringCounter subject, Latencies latencies) {
    subject.record(latencies.next());
  }

  @Benchmark
  public void hairspringUnbounded(
      TailSubjects.HairspringLatencyUnbounded subject, Latencies latencies) {
    subject.record(latencies.next());
  }

  @Benchmark
  public void hairspringCounterUnbounded(
      TailSubjects.HairspringCounterUnbounded subject, Latencies latencies) {
    subject.record(latencies.next());
  }

  @Benchmark
  public void prometheusClientCounter(TailPeers.PrometheusCounter subject, Latencies latencies) {
    subject.record(latencies.next());
  }

  @Benchmark
  public void prometheusClientClassic(TailPeers.PrometheusClassic subject, Latencies latencies) {
    subject.record(latencies.next());
  }

  @Benchmark
  public void prometheusClientSummary(TailPeers.PrometheusSummary subject, Latencies latencies) {
    subject.record(latencies.next());
  }

  @Benchmark
  public void micrometerPercentiles(TailPeers.MicrometerPercentiles subject, Latencies latencies) {
    subject.record(latencies.next());
  }

  @Benchmark
  public void hdrHistogramRecorder(TailPeers.HdrHistogram subject, Latencies latencies) {
    subject.record(latencies.next());
  }

  @Benchmark
  public void dropwizard(TailPeers.Dropwizard subject, Latencies latencies) {
    subject.record(latencies.next());
  }

  @Benchmark
  public void openTelemetry(TailPeers.OpenTelemetry subject, Latencies latencies) {
    subject.record(latencies.next());
  }

  @Benchmark
  public void spectator(TailPeers.Spectator subject, Latencies latencies) {
    subject.record(latencies.next());
  }
}
