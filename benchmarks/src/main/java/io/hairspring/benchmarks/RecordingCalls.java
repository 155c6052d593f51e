package io.hairspring.benchmarks;

import io.hairspring.collector.Counter;
import io.hairspring.collector.Gauge;
import io.hairspring.collector.Histogram;
import io.hairspring.collector.LatencyRecorder;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.RequestRecorder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.LongUnaryOperator;
import java.util.function.Supplier;

/**
 * One recording of each kind, by name. An operator makes as many calls as it is told, and returns
 * how many nanoseconds they took. Any number of threads at once. Only calls that older versions
 * have, too.
 */
public final class RecordingCalls implements Supplier<Map<String, LongUnaryOperator>> {
  private static final int VALUES = 1 << 10; // a power of two
  private static final double[] BYTES = {100, 1000, 10_000, 100_000, 1e6};

  private final MetricsCollector collector = MetricsCollector.create();
  private final long[] nanos = new SplittableRandom(1).longs(VALUES, 1000, 20_000_000).toArray();
  private final double[] fractions = new SplittableRandom(2).doubles(VALUES, 1e-4, 12).toArray();
  private final double[] wholes =
      new SplittableRandom(3).doubles(VALUES, 1, 2e6).map(Math::rint).toArray();

  @Override
  public Map<String, LongUnaryOperator> get() {
    Map<String, LongUnaryOperator> calls = new LinkedHashMap<>();
    Counter counter = collector.counter("calls_total", "Calls.").register();
    calls.put("counter", n -> count(counter, n));
    LatencyRecorder latency = collector.latency("calls_seconds", "Latency.").register();
    calls.put("latency", n -> record(latency, n));
    LatencyRecorder buckets =
        collector.latency("buckets_seconds", "Latency.").buckets(0.001, 0.01, 0.1, 1).register();
    calls.put("latency with buckets", n -> record(buckets, n));
    RequestRecorder request = request();
    calls.put("resolved request", n -> record(request, n));
    Histogram bytes = collector.histogram("body_bytes", "Bytes.").buckets(BYTES).register();
    calls.put("histogram of whole numbers", n -> observe(bytes, wholes, n));
    Histogram waits = collector.histogram("wait_seconds", "Waits.").register();
    calls.put("histogram of fractions", n -> observe(waits, fractions, n));
    Gauge gauge = collector.gauge("load", "Load.").register();
    calls.put("gauge of fractions", n -> add(gauge, n));
    return calls;
  }

  private RequestRecorder request() {
    return collector
        .request()
        .count(collector.counter("requests_total", "Requests.").register())
        .count(collector.counter("upstream_requests_total", "Requests.").register())
        .latency(collector.latency("request_seconds", "Latency.").register())
        .latency(collector.latency("upstream_seconds", "Latency.").register())
        .build();
  }

  // A loop of its own for each kind, so that the compiler can see what it calls.

  private static long count(Counter counter, long calls) {
    long begin = System.nanoTime();
    for (int i = 0; i < calls; i++) {
      counter.inc();
    }
    return System.nanoTime() - begin;
  }

  private long record(LatencyRecorder latency, long calls) {
    long begin = System.nanoTime();
    for (int i = 0; i < calls; i++) {
      latency.record(nanos[i & VALUES - 1]);
    }
    return System.nanoTime() - begin;
  }

  private long record(RequestRecorder request, long calls) {
    long begin = System.nanoTime();
    for (int i = 0; i < calls; i++) {
      request.record(200, nanos[i & VALUES - 1]);
    }
    return System.nanoTime() - begin;
  }

  private static long observe(Histogram histogram, double[] values, long calls) {
    long begin = System.nanoTime();
    for (int i = 0; i < calls; i++) {
      histogram.observe(values[i & VALUES - 1]);
    }
    return System.nanoTime() - begin;
  }

  private long add(Gauge gauge, long calls) {
    long begin = System.nanoTime();
    for (int i = 0; i < calls; i++) {
      gauge.add(fractions[i & VALUES - 1]);
    }
    return System.nanoTime() - begin;
  }
}
