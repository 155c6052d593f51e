package io.hairspring.benchmarks;

import io.hairspring.benchmarks.FootprintSubjects.Registered;
import io.hairspring.benchmarks.report.Footprint;
import java.lang.ref.Reference;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/**
 * Bytes of heap per series, ours beside the peers': counters with one label after 2 threads wrote
 * them, latencies after 2000 log-normal values (sigma 1.2) of one thread.
 *
 * <p>A main; writes a Markdown table to standard output. What all libraries are given, label values
 * and latencies, exists before and is not counted; everything they keep is, the registry included.
 * client_java's summary and Micrometer's percentiles have their windows from the start; ours grows
 * with time, so it has a line of its own where 2000 values came in the course of a window, and
 * somebody scraped after each step. Memory outside the heap is not looked at; no library here uses
 * any. Run with a collector that moves everything together, such as {@code -XX:+UseSerialGC}, and
 * compressed references.
 */
public final class MemoryFootprint {

  private static final int COUNTERS = 20_000;
  private static final int RECORDERS = 1_000;
  private static final int VALUES = 2_000;
  private static final int STEPS = 8; // more than a window has
  private static final int ROUNDS = 3;

  private MemoryFootprint() {}

  /** Measures everything. */
  public static void main(String[] args) throws Exception {
    Footprint.heading().forEach(System.out::println);
    String[] endpoints = endpoints(COUNTERS);
    for (Map.Entry<String, Supplier<Registered<Runnable>>> library :
        FootprintSubjects.counters(COUNTERS).entrySet()) {
      print(
          Footprint.COUNTER,
          library.getKey(),
          COUNTERS,
          () -> count(library.getValue().get(), endpoints));
    }
    String[] fewer = Arrays.copyOf(endpoints, RECORDERS);
    long[] values = Workload.latencies(VALUES, 3);
    for (Map.Entry<String, Supplier<Registered<LongConsumer>>> library :
        FootprintSubjects.latencies(RECORDERS).entrySet()) {
      print(
          Footprint.LATENCY,
          library.getKey(),
          RECORDERS,
          () -> record(library.getValue().get(), fewer, values));
    }
  }

  private static String[] endpoints(int count) {
    String[] endpoints = new String[count];
    Arrays.setAll(endpoints, i -> "/v1/resource/" + i);
    return endpoints;
  }

  private static void print(String series, String library, int count, Callable<Object> filled)
      throws Exception {
    System.out.println(new Footprint(series, library, bytesPerSeries(count, filled)).line());
  }

  /** Makes every counter and writes each from two threads. */
  private static Object count(Registered<Runnable> registry, String[] endpoints)
      throws InterruptedException {
    List<Runnable> counters = Arrays.stream(endpoints).map(registry::of).toList();
    Runnable write = () -> counters.forEach(Runnable::run);
    Thread one = new Thread(write);
    Thread other = new Thread(write);
    one.start();
    other.start();
    one.join();
    other.join();
    return registry;
  }

  /** Makes every recorder, and gives each all values, a step's share at a time. */
  private static Object record(
      Registered<LongConsumer> registry, String[] endpoints, long[] values) {
    for (int step = 0; step < STEPS; step++) {
      long[] share = share(values, step, STEPS);
      for (String endpoint : endpoints) {
        LongConsumer recorder = registry.of(endpoint);
        for (long value : share) {
          recorder.accept(value);
        }
      }
      registry.step();
    }
    return registry;
  }

  /** Returns one of so many parts of the values, which together are all of them. */
  static long[] share(long[] values, int part, int parts) {
    return Arrays.copyOfRange(
        values, values.length * part / parts, values.length * (part + 1) / parts);
  }

  /** Returns what the middle one of several fillings took, by series and rounded up. */
  static long bytesPerSeries(int count, Callable<Object> filled) throws Exception {
    long[] bytes = new long[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      bytes[round] = growth(filled);
    }
    Arrays.sort(bytes);
    return -Math.floorDiv(-bytes[ROUNDS / 2], count);
  }

  /** Returns by how much the heap has grown; a method of its own, so that nothing outlives it. */
  private static long growth(Callable<Object> filled) throws Exception {
    long before = used();
    Object kept = filled.call();
    try {
      return used() - before;
    } finally {
      Reference.reachabilityFence(kept);
    }
  }

  static long used() throws InterruptedException {
    // The serial collector leaves some garbage where it lies, except every fourth time.
    for (int i = 0; i < 4; i++) {
      System.gc();
      Thread.sleep(20); // lets reference queues be worked off
    }
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
