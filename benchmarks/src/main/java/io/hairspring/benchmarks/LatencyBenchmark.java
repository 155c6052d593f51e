package io.hairspring.benchmarks;

import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.Timer;
import io.hairspring.collector.LatencyRecorder;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;
import org.HdrHistogram.SingleWriterRecorder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * One latency, log-normal, into one hot series, whose handle is kept. Buckets, where a library has
 * them, are client_java's, so {@code hairspringExactBuckets}, {@code prometheusClientClassic},
 * {@code micrometerBuckets} and {@code openTelemetry} do the same work. No clock is read, nobody
 * reads the series, and nothing is written in between that would push it out of the caches. Vary
 * threads with -t.
 */
@State(Scope.Benchmark)
public class LatencyBenchmark extends NanosPerCall {
  private final LatencyRecorder hairspring = HairspringSetUp.latency();
  private final LatencyRecorder exactBuckets = HairspringSetUp.latencyWithBuckets();
  private final Recorder hdr = new Recorder(Workload.HIGHEST_NANOS, Workload.DIGITS);
  private final DistributionDataPoint classic = PrometheusSetUp.classic();
  private final DistributionDataPoint nativeHistogram = PrometheusSetUp.nativeHistogram();
  private final DistributionDataPoint summary = PrometheusSetUp.summary();
  private final io.micrometer.core.instrument.Timer timer = MicrometerSetUp.timer();
  private final io.micrometer.core.instrument.Timer percentiles =
      MicrometerSetUp.timerWithPercentiles();
  private final io.micrometer.core.instrument.Timer buckets = MicrometerSetUp.timerWithBuckets();
  private final io.micrometer.core.instrument.Timer histogram =
      MicrometerSetUp.timerWithHistogram();
  private final DoubleHistogram openTelemetry = OpenTelemetrySetUp.histogram();
  private final Attributes attributes = OpenTelemetrySetUp.attributes();
  private final Timer dropwizard = new MetricRegistry().timer("latency");
  private final com.netflix.spectator.api.Timer spectator = SpectatorSetUp.timer();

  /** Histograms that one thread alone writes. */
  @State(Scope.Thread)
  public static class OneWriter {
    private final Histogram plain = new Histogram(Workload.HIGHEST_NANOS, Workload.DIGITS);
    private final SingleWriterRecorder recorder =
        new SingleWriterRecorder(Workload.HIGHEST_NANOS, Workload.DIGITS);
  }

  /** What the sequence of latencies costs, which is in every other figure. */
  @Benchmark
  public long limitNothing(Latencies latencies) {
    return latencies.next();
  }

  @Benchmark
  public void hairspring(Latencies latencies) {
    hairspring.record(latencies.next());
  }

  @Benchmark
  public void hairspringExactBuckets(Latencies latencies) {
    exactBuckets.record(latencies.next());
  }

  /** Without any thought of another thread: what no recorder can beat. */
  @Benchmark
  public void limitPlainHistogram(Latencies latencies, OneWriter own) {
    own.plain.recordValue(latencies.next());
  }

  @Benchmark
  public void hdrHistogramRecorder(Latencies latencies) {
    hdr.recordValue(latencies.next());
  }

  @Benchmark
  public void hdrHistogramSingleWriterRecorder(Latencies latencies, OneWriter own) {
    own.recorder.recordValue(latencies.next());
  }

  @Benchmark
  public void prometheusClientClassic(Latencies latencies) {
    classic.observe(PrometheusSetUp.seconds(latencies.next()));
  }

  @Benchmark
  public void prometheusClientNative(Latencies latencies) {
    nativeHistogram.observe(PrometheusSetUp.seconds(latencies.next()));
  }

  @Benchmark
  public void prometheusClientSummary(Latencies latencies) {
    summary.observe(PrometheusSetUp.seconds(latencies.next()));
  }

  @Benchmark
  public void micrometerTimer(Latencies latencies) {
    timer.record(latencies.next(), TimeUnit.NANOSECONDS);
  }

  @Benchmark
  public void micrometerPercentiles(Latencies latencies) {
    percentiles.record(latencies.next(), TimeUnit.NANOSECONDS);
  }

  @Benchmark
  public void micrometerBuckets(Latencies latencies) {
    buckets.record(latencies.next(), TimeUnit.NANOSECONDS);
  }

  /** With the 70 buckets or so that Micrometer chooses itself. */
  @Benchmark
  public void micrometerHistogram(Latencies latencies) {
    histogram.record(latencies.next(), TimeUnit.NANOSECONDS);
  }

  @Benchmark
  public void openTelemetry(Latencies latencies) {
    openTelemetry.record(latencies.next() / 1e9, attributes);
  }

  @Benchmark
  public void dropwizard(Latencies latencies) {
    dropwizard.update(latencies.next(), TimeUnit.NANOSECONDS);
  }

  @Benchmark
  public void spectator(Latencies latencies) {
    spectator.record(latencies.next(), TimeUnit.NANOSECONDS);
  }
}
