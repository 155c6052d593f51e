package io.hairspring.stress;

import io.hairspring.collector.Counter;
import io.hairspring.collector.Family;
import io.hairspring.collector.Gauge;
import io.hairspring.collector.Histogram;
import io.hairspring.collector.LatencyRecorder;
import io.hairspring.collector.MetricsCollector;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/** Instruments, and writers that keep their own account of everything they write. */
final class Traffic {
  static final double[] BUCKETS_SECONDS = {0.000_01, 0.000_1, 0.001, 0.01};

  private static final int DIGITS = 2;
  private static final long HIGHEST_NANOS = 3_600_000_000_000L;
  private static final long LONGEST_NANOS = 20_000_000;
  private static final int ENDPOINTS = 8;

  private final Family<Counter> counters;
  private final Family<Histogram> histograms;
  private final Gauge inFlight;
  private final LatencyRecorder recorder;
  private final AtomicLong seeds = new AtomicLong();

  // What the writers say they wrote; under the monitor of this object.
  private final org.HdrHistogram.Histogram latencies =
      new org.HdrHistogram.Histogram(1, HIGHEST_NANOS, DIGITS);
  private final long[] buckets = new long[BUCKETS_SECONDS.length];
  private long sumNanos;

  Traffic(MetricsCollector metrics) {
    counters = metrics.counter("requests_total", "Requests.").family("endpoint");
    histograms = metrics.histogram("size_bytes", "Sizes.").buckets(10, 100).family("endpoint");
    for (int i = 0; i < ENDPOINTS; i++) { // so that each can be reset from the start
      counters.with("/" + i);
    }
    inFlight = metrics.gauge("in_flight", "Requests in flight.").register();
    recorder =
        metrics
            .latency("duration_seconds", "Time.")
            .significantDigits(DIGITS)
            .buckets(BUCKETS_SECONDS)
            .register();
  }

  /** Writes a number of requests and adds them to the account. Any thread. */
  void write(int requests) {
    SplittableRandom random = new SplittableRandom(seeds.incrementAndGet());
    long[] nanos = random.longs(requests, 0, LONGEST_NANOS).toArray();
    for (int i = 0; i < requests; i++) {
      String endpoint = "/" + i % ENDPOINTS;
      inFlight.inc();
      counters.with(endpoint).inc();
      histograms.with(endpoint).observe(i);
      recorder.record(nanos[i]);
      inFlight.dec();
    }
    account(nanos);
  }

  private synchronized void account(long[] nanos) {
    for (long latency : nanos) {
      latencies.recordValue(latency);
      sumNanos += latency;
      for (int i = 0; i < buckets.length; i++) {
        if (latency <= Math.round(BUCKETS_SECONDS[i] * 1e9)) {
          buckets[i]++;
        }
      }
    }
  }

  synchronized long requests() {
    return latencies.getTotalCount();
  }

  synchronized long sumNanos() {
    return sumNanos;
  }

  synchronized long[] buckets() {
    return buckets.clone();
  }

  /** Returns what the writers say, cell by cell. */
  synchronized org.HdrHistogram.Histogram written() {
    return latencies.copy();
  }

  /** Returns what the recorder says, cell by cell. */
  org.HdrHistogram.Histogram recorded() {
    return recorder.histogram();
  }
}
