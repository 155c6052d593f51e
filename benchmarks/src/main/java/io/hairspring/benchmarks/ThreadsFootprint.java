package io.hairspring.benchmarks;

import io.hairspring.benchmarks.ScrapedRegistries.Scraped;
import io.hairspring.exposition.format.PrometheusText;
import io.hairspring.exposition.format.Utf8Buffer;
import java.io.IOException;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/**
 * Heap per latency series with 11 bounds, and how long a scrape takes after each series was written
 * once more, by how many threads write them: ours beside client_java's classic histogram.
 *
 * <p>A main; writes a Markdown table to standard output. Each of 1, 8, 64 and 200 threads records
 * 64 values in each of 1000 series and then stays. On Java 21 or newer a virtual thread for each of
 * a million requests follows. The {@code hot} case: 200 threads record 5000 values in each of 20
 * series and 64 in all others. Run with {@code -XX:+UseSerialGC -Xmx3g}, and with {@code
 * -XX:ActiveProcessorCount} for other machines than this one.
 */
public final class ThreadsFootprint {
  private static final int SERIES = 1_000;
  private static final int VALUES = 64;
  private static final int[] THREADS = {1, 8, 64, 200};
  private static final int HOT_SERIES = 20;
  private static final int HOT_VALUES = 5_000;
  private static final int REQUESTS = 1_000_000;
  private static final int MOST_UNDER_WAY = 256;
  private static final int FIRST_WITH_VIRTUAL_THREADS = 21;
  private static final int SCRAPES = 31;
  private static final int WARM_UPS = 20;
  private static final double NANOS_PER_MILLI = 1e6;

  private ThreadsFootprint() {}

  /** Measures everything, or the cases whose names are given: a number, hot, or virtual. */
  public static void main(String[] args) throws Exception {
    List<String> chosen = List.of(args);
    Map<String, Work> works = new LinkedHashMap<>();
    for (int threads : THREADS) {
      works.put("" + threads, series -> platform(threads, series, 0));
    }
    works.put("hot", series -> platform(THREADS[THREADS.length - 1], series, HOT_SERIES));
    if (Runtime.version().feature() >= FIRST_WITH_VIRTUAL_THREADS) {
      works.put("virtual", ThreadsFootprint::virtual);
    }
    System.out.println(Runtime.getRuntime().availableProcessors() + " processors\n");
    System.out.println("| threads | library | bytes per series | scrape after change, ms |");
    System.out.println("|---|---|---:|---:|");
    for (Map.Entry<String, Work> work : works.entrySet()) {
      if (chosen.isEmpty() || chosen.contains(work.getKey())) {
        measure(work.getKey(), "Hairspring", ThreadsFootprint::hairspring, work.getValue());
        measure(
            work.getKey(), "client_java classic", ThreadsFootprint::prometheus, work.getValue());
      }
    }
  }

  /** Writes series, and returns what ends the threads that did. */
  private interface Work {
    Runnable write(LongConsumer[] series) throws Exception;
  }

  private static Scraped hairspring() {
    return ScrapedRegistries.hairspring(
        "histogram", SERIES, 0, new PrometheusText(), new Utf8Buffer());
  }

  private static Scraped prometheus() {
    return ScrapedRegistries.prometheus("histogram", SERIES, 0);
  }

  private static void measure(String threads, String library, Supplier<Scraped> made, Work work)
      throws Exception {
    long before = MemoryFootprint.used();
    Scraped registry = made.get();
    try {
      Runnable end = work.write(registry.series());
      registry.scrape();
      long bytes = (MemoryFootprint.used() - before) / SERIES;
      System.out.printf(
          Locale.ROOT,
          "| %s | %s | %d | %.1f |%n",
          threads,
          library,
          bytes,
          scrapeMillis(registry));
      end.run();
    } finally {
      Reference.reachabilityFence(registry);
    }
  }

  /** Returns what the middle one of several scrapes took, with each series written in between. */
  private static double scrapeMillis(Scraped registry) throws IOException {
    long[] nanos = new long[SCRAPES];
    for (int i = -WARM_UPS; i < SCRAPES; i++) {
      registry.change();
      registry.change(); // a series that was written once has a short cut
      long start = System.nanoTime();
      registry.scrape();
      nanos[Math.max(i, 0)] = System.nanoTime() - start;
    }
    Arrays.sort(nanos);
    return nanos[SCRAPES / 2] / NANOS_PER_MILLI;
  }

  private static Runnable platform(int threads, LongConsumer[] series, int hot)
      throws InterruptedException {
    CountDownLatch written = new CountDownLatch(threads);
    CountDownLatch end = new CountDownLatch(1);
    List<Thread> all = new ArrayList<>();
    for (int thread = 0; thread < threads; thread++) {
      long[] values = Workload.latencies(VALUES, thread);
      Thread writer =
          new Thread(
              () -> {
                write(series, 0, hot, values, HOT_VALUES);
                write(series, hot, series.length, values, VALUES);
                written.countDown();
                awaitUninterrupted(end);
              });
      writer.setDaemon(true);
      writer.start();
      all.add(writer);
    }
    written.await();
    return () -> {
      end.countDown();
      all.forEach(ThreadsFootprint::join);
    };
  }

  private static void write(LongConsumer[] series, int from, int to, long[] values, int times) {
    for (int i = 0; i < times; i++) {
      for (int at = from; at < to; at++) {
        series[at].accept(values[(i + at) % values.length]);
      }
    }
  }

  private static Runnable virtual(LongConsumer[] series) throws Exception {
    long[] values = Workload.latencies(VALUES, 1);
    ExecutorService threads = virtualThreads();
    // As in a server, some are under way and not all: or the JDK's queue of them, which stays as
    // long as it ever was, is taken for memory of the series.
    Semaphore underWay = new Semaphore(MOST_UNDER_WAY);
    for (int i = 0; i < REQUESTS; i++) {
      LongConsumer one = series[i % series.length];
      long nanos = values[i / series.length % values.length];
      underWay.acquire();
      threads.execute(
          () -> {
            one.accept(nanos);
            underWay.release();
          });
    }
    threads.shutdown();
    if (!threads.awaitTermination(1, TimeUnit.MINUTES)) {
      throw new IllegalStateException("the virtual threads did not end");
    }
    return () -> {};
  }

  /** Returns who runs each task in a virtual thread of its own. */
  private static ExecutorService virtualThreads() throws ReflectiveOperationException {
    return (ExecutorService)
        Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }
}
