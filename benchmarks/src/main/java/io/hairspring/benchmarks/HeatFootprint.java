package io.hairspring.benchmarks;

import io.hairspring.collector.CollectorConfig;
import io.hairspring.collector.Family;
import io.hairspring.collector.LatencyRecorder;
import io.hairspring.collector.MetricsCollector;
import java.lang.ref.Reference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;

/**
 * What threads' own cells take of the heap while they are hot, after they went cold, and within a
 * bound; and whether every count is there. Time passes by hand.
 *
 * <p>A main; writes a Markdown table to standard output. With {@code cold}: 200 threads record 5000
 * values in each of 20 series and 64 in each of 980, and then for a minute one each in another
 * series. With {@code bound}: 200 threads record 8 values in each of 10 000 series and 1000 in each
 * of 200 of their own, with 16 MB for own cells, and once more with none, to tell what they take of
 * the heap. All threads have stripes of their own. Run with {@code -XX:+UseSerialGC -Xmx3g}.
 */
public final class HeatFootprint {
  private static final int THREADS = 200;
  private static final int COLD_SERIES = 1_000;
  private static final int HOT_SERIES = 20;
  private static final int HOT_VALUES = 5_000;
  private static final int VALUES = 64;
  private static final int BOUND_SERIES = 10_000;
  private static final int BOUND_VALUES = 8;
  private static final int OWN_SERIES = 200;
  private static final int OWN_VALUES = 1_000;
  private static final int PARTS = 4; // of the work, between which time passes
  private static final long BOUND_BYTES = 16_000_000;
  private static final double MEGA = 1e6;
  private static final Duration PERIOD = Duration.ofSeconds(10);

  private final long before = used();
  private final AtomicLong nanos = new AtomicLong();
  private final AtomicLong recorded = new AtomicLong();
  private final MetricsCollector metrics;
  private final List<LatencyRecorder> series = new ArrayList<>();

  private HeatFootprint(int count, long latencyMemory) {
    metrics =
        MetricsCollector.create(
            CollectorConfig.defaults()
                .withMaxStripes(THREADS)
                .withMaxSeries(count)
                .withLatencyMemory(latencyMemory)
                .withClockThread(false)
                .withTicker(nanos::get));
    Family<LatencyRecorder> family =
        metrics
            .latency(Workload.LATENCY, Workload.HELP)
            .buckets(Workload.BUCKETS_SECONDS)
            .family(Workload.LABEL);
    for (int i = 0; i < count; i++) {
      series.add(family.with("/v1/resource/" + i));
    }
  }

  /** Measures both, or the one whose name is given. */
  public static void main(String[] args) {
    List<String> chosen = List.of(args);
    System.out.println("| case | heap, MB | bytes per series | own cells, MB | pairs | lost |");
    System.out.println("|---|---:|---:|---:|---:|---:|");
    if (chosen.isEmpty() || chosen.contains("cold")) {
      new HeatFootprint(COLD_SERIES, Long.MAX_VALUE).cold();
    }
    if (chosen.isEmpty() || chosen.contains("bound")) {
      new HeatFootprint(BOUND_SERIES, 0).bound("no room");
      new HeatFootprint(BOUND_SERIES, BOUND_BYTES).bound("room for 16 MB");
    }
  }

  private void cold() {
    Writers writers =
        new Writers(
            2,
            (thread, part) -> {
              if (part == 0) {
                write(thread, 0, HOT_SERIES, HOT_VALUES);
                write(thread, HOT_SERIES, series.size(), VALUES);
              } else {
                write(thread, HOT_SERIES, HOT_SERIES + 1, 1);
              }
            });
    writers.next();
    print("hot");
    pass(6);
    writers.next();
    pass(1);
    print("cold");
    writers.end();
  }

  private void bound(String name) {
    Writers writers =
        new Writers(
            PARTS,
            (thread, part) -> {
              write(thread, 0, series.size(), BOUND_VALUES / PARTS);
              int own = (thread * OWN_SERIES + part * OWN_SERIES / PARTS) % series.size();
              write(thread, own, own + OWN_SERIES / PARTS, OWN_VALUES);
            });
    for (int part = 0; part < PARTS; part++) {
      writers.next();
      pass(2);
    }
    print(name);
    writers.end();
  }

  /** Lets ten seconds pass so many times. */
  private void pass(int times) {
    for (int i = 0; i < times; i++) {
      nanos.addAndGet(PERIOD.toNanos());
      metrics.tick();
    }
  }

  private void write(int thread, int from, int to, int times) {
    long[] values = Workload.latencies(VALUES, thread);
    for (int i = 0; i < times; i++) {
      for (int at = from; at < to; at++) {
        series.get(at).record(values[(i + at) % values.length]);
      }
    }
    recorded.addAndGet((long) (to - from) * times);
  }

  private void print(String name) {
    try {
      long bytes = used() - before;
      OwnCellsSeen own = OwnCellsSeen.of(metrics);
      long counted = series.stream().mapToLong(LatencyRecorder::count).sum();
      System.out.printf(
          Locale.ROOT,
          "| %s | %.1f | %d | %.1f | %d | %d |%n",
          name,
          bytes / MEGA,
          bytes / series.size(),
          own.bytes() / MEGA,
          own.pairs(),
          recorded.get() - counted);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  private static long used() {
    try {
      return MemoryFootprint.used();
    } catch (InterruptedException unexpected) {
      throw new IllegalStateException(unexpected);
    }
  }

  /** Threads that do their parts of the work when they are told to, and wait. */
  private static final class Writers {
    private final Phaser phaser = new Phaser(THREADS + 1);

    Writers(int parts, Work work) {
      for (int i = 0; i < THREADS; i++) {
        int thread = i;
        IntConsumer one = part -> work.write(thread, part);
        Thread writer =
            new Thread(
                () -> {
                  for (int part = 0; part < parts; part++) {
                    phaser.arriveAndAwaitAdvance();
                    one.accept(part);
                    phaser.arriveAndAwaitAdvance();
                  }
                  phaser.arriveAndAwaitAdvance();
                });
        writer.setDaemon(true);
        writer.start();
      }
    }

    void next() {
      phaser.arriveAndAwaitAdvance();
      phaser.arriveAndAwaitAdvance();
    }

    void end() {
      phaser.arriveAndAwaitAdvance();
    }
  }

  /** A part of a thread's work. */
  private interface Work {
    void write(int thread, int part);
  }
}
