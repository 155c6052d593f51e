package io.hairspring.benchmarks.report;

import java.util.ArrayList;
import java.util.List;

/** The figures to reach: of two threads on one shared series unless they say otherwise. */
final class Aims {
  private static final double KIB = 1024;

  /**
   * An object takes 16 bytes or more, so this is none in 32 calls; JMH itself allocates a little.
   */
  private static final double NOTHING = 0.5;

  static final List<Aim> ALL = all();

  private Aims() {}

  private static List<Aim> all() {
    List<Aim> all = new ArrayList<>(recording());
    all.addAll(requests());
    all.addAll(scrapes());
    all.addAll(tails());
    all.addAll(manyThreads());
    all.addAll(memory());
    return List.copyOf(all);
  }

  private static List<Aim> recording() {
    String counter = "CounterBenchmark.hairspring";
    String latency = "LatencyBenchmark.hairspring";
    String exact = "LatencyBenchmark.hairspringExactBuckets";
    String classic = "LatencyBenchmark.prometheusClientClassic";
    String lookUp = "LabelLookupBenchmark.hairspring";
    return List.of(
        Aim.times("counter / LongAdder", counter, "CounterBenchmark.jdkLongAdder", 1.0),
        Aim.times("counter / client_java", counter, "CounterBenchmark.prometheusClient", 0.75),
        Aim.times(
                "counter / LongAdder, one thread",
                "CounterOneThreadBenchmark.hairspring",
                "CounterOneThreadBenchmark.jdkLongAdder",
                1.0)
            .withThreads(1),
        Aim.times(
            "latency / plain Histogram", latency, "LatencyBenchmark.limitPlainHistogram", 1.7),
        Aim.times("latency / client_java classic", latency, classic, 0.16),
        Aim.times("latency with exact buckets / client_java classic", exact, classic, 0.16),
        Aim.times(
            "two-label look-up / client_java",
            lookUp,
            "LabelLookupBenchmark.prometheusClient",
            0.5),
        Aim.bytes("two-label look-up, allocated", lookUp, 1, NOTHING));
  }

  private static List<Aim> requests() {
    String resolved = "RequestBenchmark.hairspringResolved";
    String strings = "RequestBenchmark.hairspringStrings";
    String clientJava = "RequestBenchmark.prometheusClient";
    String ring = "EventRingBenchmark.hairspring PARK";
    return List.of(
        Aim.times(
            "request, resolved / client_java resolved",
            resolved,
            "RequestBenchmark.prometheusClientResolved",
            0.35),
        Aim.times("request, by labels / client_java by labels", strings, clientJava, 0.15),
        Aim.bytes("request, resolved, allocated", resolved, 1, NOTHING),
        Aim.bytes("request, by labels, allocated", strings, 1, NOTHING),
        Aim.nanos("publish to the ring", ring, 80),
        Aim.times(
            "publish to the ring / client_java by labels",
            ring,
            "EventRingBenchmark.prometheusClient",
            0.15),
        Aim.bytes("publish to the ring, allocated", ring, 1, NOTHING));
  }

  private static List<Aim> scrapes() {
    return List.of(
        scrape("none counter 100000", 0.03),
        Aim.bytes(
                "scrape, none counter 100000, allocated per series",
                "ScrapeBenchmark.hairspring none counter 100000",
                100_000,
                1)
            .withThreads(1),
        scrape("none histogram 10000", 0.1),
        scrape("once histogram 10000", 0.1),
        scrape("often histogram 10000", 0.1));
  }

  private static Aim scrape(String parameters, double most) {
    return Aim.times(
            "scrape, " + parameters + " / client_java",
            "ScrapeBenchmark.hairspring " + parameters,
            "ScrapeBenchmark.prometheusClient " + parameters,
            most)
        .withThreads(1);
  }

  /** Those of collectors as users get them, whose readers take turns. */
  private static List<Aim> tails() {
    List<Aim> all = new ArrayList<>();
    for (String method : List.of("hairspring", "hairspringCounter")) {
      for (String beside : List.of("scraped", "reset")) {
        String name = "RecordTailBenchmark." + method;
        all.add(
            Aim.tails(
                "p99.9 of " + method + ", " + beside + " / idle",
                name + " " + beside,
                name + " idle",
                1.5));
      }
    }
    return all;
  }

  private static List<Aim> manyThreads() {
    List<Aim> all = new ArrayList<>();
    for (String method : List.of("hairspringCounter", "hairspringLatency")) {
      String name = "ManyThreadsBenchmark." + method;
      String alone = name + " 1 false 0"; // one collector, no ids that collide, no other threads
      all.add(manyThreads(method, "", name + " 1 false 150", alone));
      all.add(manyThreads(method, ", ids collide", name + " 1 true 150", alone));
      all.add(manyThreads(method, ", ids collide, 4 collectors", name + " 4 true 150", alone));
    }
    return all;
  }

  private static Aim manyThreads(String method, String how, String ours, String alone) {
    return Aim.times(method + " beside 300 other threads" + how + " / beside none", ours, alone, 2);
  }

  private static List<Aim> memory() {
    return List.of(
        Aim.memory("heap of a counter series", Footprint.COUNTER, "Hairspring", 200),
        Aim.memory("heap of a latency series", Footprint.LATENCY, "Hairspring", 12 * KIB),
        Aim.memory(
            "heap of a latency series, window full, scraped",
            Footprint.LATENCY,
            Footprint.SCRAPED,
            12 * KIB));
  }
}
