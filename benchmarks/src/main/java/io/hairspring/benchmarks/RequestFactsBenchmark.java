package io.hairspring.benchmarks;

import io.hairspring.catalog.GroupSettings;
import io.hairspring.catalog.HttpServerMetrics;
import io.hairspring.catalog.Slo;
import io.hairspring.catalog.SloMetrics;
import io.hairspring.catalog.SlowRequest;
import io.hairspring.catalog.SlowRequests;
import io.hairspring.catalog.TopValues;
import io.hairspring.collector.CollectorConfig;
import io.hairspring.collector.Family;
import io.hairspring.collector.LatencyRecorder;
import io.hairspring.collector.MetricsCollector;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;

/**
 * What it costs a request that more is kept of it than its counts, its time and its sizes: each
 * method does the work of {@link #off} and one thing more. One thread, so that the consumer of the
 * ring behind {@link TopValues} has a processor of its own, as it has where nobody calls without a
 * pause.
 */
@State(Scope.Benchmark)
@Threads(1)
public class RequestFactsBenchmark extends NanosPerCall {
  private static final int STATUS = 200;
  private static final int BYTES = 1_000;
  private static final int KEPT = 5;
  private static final String PROVIDER = "openai";
  private static final String[] TENANTS = new String[64];

  private MetricsCollector metrics;
  private HttpServerMetrics.Handle counts;
  private HttpServerMetrics.Handle kept; // those of which the slowest are kept, too
  private Slo slo;
  private TopValues top;
  private Family<LatencyRecorder> queues;
  private Family<LatencyRecorder> overheads;

  static {
    for (int i = 0; i < TENANTS.length; i++) {
      TENANTS[i] = "tenant-" + i;
    }
  }

  /** Registers everything. */
  @Setup
  public void start() {
    metrics = MetricsCollector.create(CollectorConfig.defaults());
    counts = new HttpServerMetrics(metrics).handle("/chat", "POST");
    SlowRequests slow = SlowRequests.start(metrics, KEPT, SlowRequests.DEFAULT_WINDOW);
    kept =
        new HttpServerMetrics(metrics, GroupSettings.defaults().withPrefix("kept_"), slow)
            .handle("/chat", "POST");
    slo = new SloMetrics(metrics).latency("chat", 0.99, Duration.ofMillis(250));
    top = TopValues.start(metrics, "tenant_requests", "Requests by tenant.", "tenant", 10);
    queues = metrics.latency("queue_seconds", "Queue.").family("provider");
    overheads = metrics.latency("overhead_seconds", "Overhead.").family("provider");
  }

  /** Ends the collector's threads. */
  @TearDown
  public void stop() {
    top.close();
    metrics.close();
  }

  /** Records status, time and sizes. */
  @Benchmark
  public void record(Latencies latencies) {
    counts.record(STATUS, latencies.next(), BYTES, BYTES);
  }

  /** Does what a handler does where nothing more is wanted: asks whether to keep the request. */
  @Benchmark
  public void off(Latencies latencies) {
    long nanos = latencies.next();
    counts.record(STATUS, nanos, BYTES, BYTES);
    keepIfSlow(counts, nanos);
  }

  /** Keeps the request if it is one of the slowest. */
  @Benchmark
  public void slowest(Latencies latencies) {
    long nanos = latencies.next();
    kept.record(STATUS, nanos, BYTES, BYTES);
    keepIfSlow(kept, nanos);
  }

  private static void keepIfSlow(HttpServerMetrics.Handle handle, long nanos) {
    if (handle.wants(STATUS, nanos, false, nanos)) {
      handle.keep(described(nanos), nanos);
    }
  }

  private static SlowRequest described(long nanos) {
    return new SlowRequest(
        Instant.EPOCH, "/chat", "POST", STATUS, nanos, BYTES, BYTES, false, Map.of(), Map.of(), "");
  }

  /** Counts the request for an objective. */
  @Benchmark
  public void objective(Latencies latencies) {
    long nanos = latencies.next();
    counts.record(STATUS, nanos, BYTES, BYTES);
    keepIfSlow(counts, nanos);
    counts.countFor(slo, STATUS, nanos);
  }

  /** Records the gateway's own time and the part of it before the upstream is asked. */
  @Benchmark
  public void phases(Latencies latencies) {
    long nanos = latencies.next();
    counts.record(STATUS, nanos, BYTES, BYTES);
    keepIfSlow(counts, nanos);
    recordPhases(nanos);
  }

  private void recordPhases(long nanos) {
    queues.with(PROVIDER).record(nanos >> 4);
    overheads.with(PROVIDER).record(nanos >> 3);
  }

  /** Counts the value of a label that clients choose. */
  @Benchmark
  public void topValues(Latencies latencies) {
    long nanos = latencies.next();
    counts.record(STATUS, nanos, BYTES, BYTES);
    keepIfSlow(counts, nanos);
    top.add(tenant(nanos));
  }

  private static String tenant(long nanos) {
    return TENANTS[(int) (nanos & TENANTS.length - 1)];
  }

  /** Does all of it. */
  @Benchmark
  public void everything(Latencies latencies) {
    long nanos = latencies.next();
    kept.record(STATUS, nanos, BYTES, BYTES);
    keepIfSlow(kept, nanos);
    kept.countFor(slo, STATUS, nanos);
    recordPhases(nanos);
    top.add(tenant(nanos));
  }
}
