package io.hairspring.benchmarks;

import com.codahale.metrics.MetricRegistry;
import io.hairspring.collector.Counter;
import io.hairspring.collector.Family;
import io.hairspring.collector.LatencyBuilder;
import io.hairspring.collector.latency.LatencyRecorder;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.core.metrics.Summary;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.HdrHistogram.Recorder;

/**
 * Bytes of heap per series, ours beside the peers': counters with one label after 2 threads wrote
 * them, latencies after 2000 log-normal values (sigma 1.2) of one thread.
 *
 * <p>A main; writes a Markdown table to standard output. What all libraries are given, label values
 * and latencies, exists before and is not counted; everything they keep is, the registry included.
 * Run with a collector that moves everything together, such as {@code -XX:+UseSerialGC}, and
 * compressed references.
 */
public final class MemoryFootprint {
  private static final int COUNTERS = 20_000;
  private static final int RECORDERS = 1_000;
  private static final int VALUES = 2_000;
  private static final int ROUNDS = 3;
  private static final String[] ENDPOINTS = new String[COUNTERS];

  private MemoryFootprint() {}

  /** Measures everything. */
  public static void main(String[] args) throws InterruptedException {
    for (int i = 0; i < COUNTERS; i++) {
      ENDPOINTS[i] = "/v1/resource/" + i;
    }
    System.out.println("| series | library | bytes per series | reach |");
    System.out.println("|---|---|---:|---:|");
    counters();
    latencies();
  }

  private static void counters() throws InterruptedException {
    counter(
        "Hairspring",
        "200",
        () -> {
          Family<Counter> family =
              HairspringSetUp.collector(COUNTERS)
                  .counter(Workload.COUNTER, Workload.HELP)
                  .family(Workload.LABEL);
          return endpoint -> family.with(endpoint)::inc;
        });
    counter(
        "client_java",
        "",
        () -> {
          io.prometheus.metrics.core.metrics.Counter family =
              PrometheusSetUp.counters(new PrometheusRegistry(), Workload.COUNTER, Workload.LABEL);
          return endpoint -> family.labelValues(endpoint)::inc;
        });
    counter(
        "Micrometer",
        "",
        () -> {
          PrometheusMeterRegistry registry = MicrometerSetUp.registry();
          return endpoint -> registry.counter("requests", Workload.LABEL, endpoint)::increment;
        });
    counter(
        "Dropwizard",
        "",
        () -> {
          MetricRegistry registry = new MetricRegistry();
          return endpoint -> registry.counter(endpoint)::inc;
        });
  }

  private static void latencies() throws InterruptedException {
    latency("Hairspring", "12288", () -> hairspring(new double[0]));
    latency("Hairspring, exact buckets", "12288", () -> hairspring(Workload.BUCKETS_SECONDS));
    latency(
        "HdrHistogram Recorder",
        "",
        () -> {
          Map<String, Recorder> registry = new HashMap<>();
          return endpoint ->
              registry.computeIfAbsent(
                      endpoint, key -> new Recorder(Workload.HIGHEST_NANOS, Workload.DIGITS))
                  ::recordValue;
        });
    latency(
        "client_java classic",
        "",
        () -> {
          Histogram family =
              PrometheusSetUp.classics(new PrometheusRegistry(), Workload.LATENCY, Workload.LABEL);
          return endpoint -> {
            var point = family.labelValues(endpoint);
            return nanos -> point.observe(PrometheusSetUp.seconds(nanos));
          };
        });
    latency(
        "client_java summary",
        "",
        () -> {
          Summary family =
              PrometheusSetUp.summaries(new PrometheusRegistry(), Workload.LATENCY, Workload.LABEL);
          return endpoint -> {
            var point = family.labelValues(endpoint);
            return nanos -> point.observe(PrometheusSetUp.seconds(nanos));
          };
        });
    latency(
        "Micrometer percentiles",
        "",
        () -> {
          PrometheusMeterRegistry registry = MicrometerSetUp.registry();
          return endpoint -> {
            var timer = MicrometerSetUp.timerWithPercentiles(registry, endpoint);
            return nanos -> timer.record(nanos, TimeUnit.NANOSECONDS);
          };
        });
    latency(
        "Dropwizard",
        "",
        () -> {
          MetricRegistry registry = new MetricRegistry();
          return endpoint -> {
            var timer = registry.timer(endpoint);
            return nanos -> timer.update(nanos, TimeUnit.NANOSECONDS);
          };
        });
  }

  private static Latency hairspring(double[] bucketsSeconds) {
    LatencyBuilder builder =
        HairspringSetUp.collector(RECORDERS)
            .latency(Workload.LATENCY, Workload.HELP)
            .buckets(bucketsSeconds);
    Family<LatencyRecorder> family = builder.family(Workload.LABEL);
    return endpoint -> family.with(endpoint)::record;
  }

  private static void counter(String library, String reach, Library<CounterFamily> made)
      throws InterruptedException {
    measure("counter, 1 label, 2 writers", library, reach, COUNTERS, () -> fill(made.make()));
  }

  private static void latency(String library, String reach, Library<Latency> made)
      throws InterruptedException {
    long[] values = Workload.latencies(VALUES, 3);
    measure(
        "latency, 2000 values, 1 writer",
        library,
        reach,
        RECORDERS,
        () -> {
          Latency family = made.make();
          for (int i = 0; i < RECORDERS; i++) {
            LongConsumer recorder = family.of(ENDPOINTS[i]);
            for (long value : values) {
              recorder.accept(value);
            }
          }
          return family;
        });
  }

  /** Makes every counter and writes each from two threads. */
  private static Object fill(CounterFamily family) throws InterruptedException {
    List<Runnable> counters = new ArrayList<>();
    for (int i = 0; i < COUNTERS; i++) {
      counters.add(family.of(ENDPOINTS[i]));
    }
    Runnable write = () -> counters.forEach(Runnable::run);
    Thread one = new Thread(write);
    Thread other = new Thread(write);
    one.start();
    other.start();
    one.join();
    other.join();
    return family;
  }

  /** Prints the middle one of several measurements. */
  private static void measure(
      String series, String library, String reach, int count, Library<Object> made)
      throws InterruptedException {
    long[] bytes = new long[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      bytes[round] = growth(made);
    }
    Arrays.sort(bytes);
    System.out.printf(
        Locale.ROOT, "| %s | %s | %d | %s |%n", series, library, bytes[ROUNDS / 2] / count, reach);
  }

  /** Returns by how much the heap has grown; a method of its own, so that nothing outlives it. */
  private static long growth(Library<Object> made) throws InterruptedException {
    long before = used();
    Object kept = made.make();
    try {
      return used() - before;
    } finally {
      Reference.reachabilityFence(kept);
    }
  }

  private static long used() throws InterruptedException {
    // The serial collector leaves some garbage where it lies, except every fourth time.
    for (int i = 0; i < 4; i++) {
      System.gc();
      Thread.sleep(20); // lets reference queues be worked off
    }
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private interface Library<T> {
    T make() throws InterruptedException;
  }

  private interface CounterFamily {
    Runnable of(String endpoint);
  }

  private interface Latency {
    LongConsumer of(String endpoint);
  }
}
