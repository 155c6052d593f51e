package io.hairspring.benchmarks.report;

import java.util.ArrayList;
import java.util.List;

/** The figures to reach: of two threads on one shared series unless they say otherwise. */
final class Aims {
  private static final String VIRTUAL_THREADS = "needs JDK 21 or newer";

  /**
   * An object takes 16 bytes or more, so this is none in 32 calls; JMH itself allocates a little.
   */
  private static final double NOTHING = 0.5;

  static final List<Aim> ALL = all();

  private Aims() {}

  private static List<Aim> all() {
    List<Aim> all = new ArrayList<>(recording());
    all.addAll(requests());
    all.addAll(facts());
    all.addAll(timers());
    all.addAll(scrapes());
    all.addAll(manyThreads());
    all.addAll(ProgramAims.all());
    return List.copyOf(all);
  }

  private static List<Aim> recording() {
    String counter = "CounterBenchmark.hairspring";
    String latency = "LatencyBenchmark.hairspring";
    String exact = "LatencyBenchmark.hairspringExactBuckets";
    String classic = "LatencyBenchmark.prometheusClientClassic";
    String sequence = "LatencyBenchmark.limitNothing";
    String lookUp = "LabelLookupBenchmark.hairspring";
    return List.of(
        Aim.times("counter / LongAdder", counter, "CounterBenchmark.jdkLongAdder", 0.9),
        Aim.times("counter / client_java", counter, "CounterBenchmark.prometheusClient", 0.75),
        Aim.times(
                "counter / LongAdder, one thread",
                "CounterOneThreadBenchmark.hairspring",
                "CounterOneThreadBenchmark.jdkLongAdder",
                1.0)
            .withThreads(1),
        Aim.times(
            "latency / plain Histogram",
            latency,
            "LatencyBenchmark.limitPlainHistogram",
            sequence,
            1.5),
        Aim.times("latency / client_java classic", latency, classic, sequence, 0.15),
        Aim.times(
            "latency with exact buckets / client_java classic", exact, classic, sequence, 0.15),
        Aim.times(
            "two-label look-up / client_java",
            lookUp,
            "LabelLookupBenchmark.prometheusClient",
            0.4),
        Aim.bytes("two-label look-up, allocated", lookUp, 1, NOTHING),
        Aim.times(
            "two-label look-up, 10000 series, fresh strings / client_java",
            "ManySeriesLookupBenchmark.hairspring",
            "ManySeriesLookupBenchmark.prometheusClient",
            "ManySeriesLookupBenchmark.limitNothing",
            0.4),
        Aim.nanos("latency, virtual thread", "VirtualThreadBenchmark.hairspringLatency", 11)
            .withThreads(1)
            .onlyIf(VIRTUAL_THREADS),
        Aim.nanos(
                "nine instruments, virtual thread", "VirtualThreadBenchmark.hairspringResolved", 30)
            .withThreads(1)
            .onlyIf(VIRTUAL_THREADS));
  }

  private static List<Aim> requests() {
    String resolved = "RequestBenchmark.hairspringResolved";
    String strings = "RequestBenchmark.hairspringStrings";
    String ring = "EventRingBenchmark.hairspring PARK";
    List<Aim> all = new ArrayList<>();
    all.addAll(requests("", "RequestBenchmark", 0.35, 0.12));
    requests(", one thread", "RequestOneThreadBenchmark", 0.5, 0.17).stream()
        .map(aim -> aim.withThreads(1))
        .forEach(all::add);
    all.addAll(
        List.of(
            Aim.bytes("request, resolved, allocated", resolved, 1, NOTHING),
            Aim.bytes("request, by labels, allocated", strings, 1, NOTHING),
            Aim.nanos("publish to the ring", ring, 50),
            Aim.times(
                "publish to the ring / client_java by labels",
                ring,
                "EventRingBenchmark.prometheusClient",
                0.12),
            Aim.bytes("publish to the ring, allocated", ring, 1, NOTHING)));
    return all;
  }

  /** Those of the nine instruments of a request: like with like, without their sequence. */
  private static List<Aim> requests(String how, String type, double resolved, double byLabels) {
    String sequence = type + ".limitNothing";
    return List.of(
        Aim.times(
            "request, resolved / client_java resolved" + how,
            type + ".hairspringResolved",
            type + ".prometheusClientResolved",
            sequence,
            resolved),
        Aim.times(
            "request, by labels / client_java by labels" + how,
            type + ".hairspringStrings",
            type + ".prometheusClient",
            sequence,
            byLabels));
  }

  /** Those of what is kept of a request beside its counts. */
  private static List<Aim> facts() {
    String type = "RequestFactsBenchmark.";
    return List.of(
        Aim.times("request, nothing more kept / recorded alone", type + "off", type + "record", 1.1)
            .withThreads(1),
        Aim.bytes("request, everything kept, allocated", type + "everything", 1, NOTHING)
            .withThreads(1));
  }

  /** Those of Micrometer's API. */
  private static List<Aim> timers() {
    return List.of(
        timer("plain", 0.25),
        timer("percentiles", 0.05),
        timer("histogram", 0.15),
        timer("lookUpAndRecord plain", "looked up, plain", 1),
        timer("lookUpAndRecord percentiles", "looked up, percentiles", 1),
        timer("lookUpAndRecord histogram", "looked up, histogram", 1),
        timers("none plain"),
        timers("once plain"),
        timers("none percentiles"),
        timers("once percentiles"),
        timers("none histogram"),
        timers("once histogram"));
  }

  private static Aim timer(String kind, double most) {
    return timer("record " + kind, kind, most);
  }

  private static Aim timer(String benchmark, String how, double most) {
    String timer = "MicrometerTimerBenchmark." + benchmark;
    return Aim.times(
        "timer of our Micrometer registry / of its Prometheus registry, " + how,
        timer + " hairspring",
        timer + " micrometer",
        "LatencyBenchmark.limitNothing",
        most);
  }

  private static Aim timers(String parameters) {
    String scrape = "MicrometerScrapeBenchmark.scrape " + parameters;
    return Aim.times(
            "page of our Micrometer registry / of its Prometheus registry, " + parameters,
            scrape + " hairspring",
            scrape + " micrometer",
            0.1)
        .withThreads(1);
  }

  private static List<Aim> scrapes() {
    return List.of(
        scrape("none counter 100000", 0.02),
        Aim.bytes(
                "scrape, none counter 100000, allocated per series",
                "ScrapeBenchmark.hairspring none counter 100000",
                100_000,
                1)
            .withThreads(1),
        scrape("none histogram 10000", 0.1),
        scrape("once histogram 10000", 0.1),
        scrape("often histogram 10000", 0.1),
        gzip("all counter", 0.6),
        gzip("row counter", 0.35),
        gzip("tenth counter", 0.35),
        gzip("none counter", 0.25),
        gzip("all histogram", 0.6),
        gzip("row histogram", 0.35),
        gzip("tenth histogram", 0.35),
        gzip("none histogram", 0.25));
  }

  private static Aim gzip(String parameters, double most) {
    return Aim.times(
            "scrape in gzip over HTTP, " + parameters + " / zlib",
            "GzipScrapeBenchmark.hairspring " + parameters,
            "GzipScrapeBenchmark.zlib " + parameters,
            most)
        .withThreads(1);
  }

  private static Aim scrape(String parameters, double most) {
    return Aim.times(
            "scrape, " + parameters + " / client_java",
            "ScrapeBenchmark.hairspring " + parameters,
            "ScrapeBenchmark.prometheusClient " + parameters,
            most)
        .withThreads(1);
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
}
