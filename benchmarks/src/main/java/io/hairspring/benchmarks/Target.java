package io.hairspring.benchmarks;

import io.hairspring.benchmarks.Results.Result;
import java.util.List;

/** A ratio that the design asks for: one result of ours is at most so many times another result. */
record Target(String what, String ours, String theirs, double reach) {
  static final String TAIL_CLASS = "RecordTailBenchmark";
  static final List<Target> ALL =
      List.of(
          new Target(
              "counter / LongAdder",
              "CounterBenchmark.hairspring",
              "CounterBenchmark.jdkLongAdder",
              1.0),
          new Target(
              "counter / client_java",
              "CounterBenchmark.hairspring",
              "CounterBenchmark.prometheusClient",
              0.75),
          new Target(
              "latency / plain Histogram",
              "LatencyBenchmark.hairspring",
              "LatencyBenchmark.limitPlainHistogram",
              1.7),
          new Target(
              "latency / client_java classic",
              "LatencyBenchmark.hairspring",
              "LatencyBenchmark.prometheusClientClassic",
              0.16),
          new Target(
              "two-label look-up / client_java",
              "LabelLookupBenchmark.hairspring",
              "LabelLookupBenchmark.prometheusClient",
              0.5),
          new Target(
              "request, resolved / client_java by labels",
              "RequestBenchmark.hairspringResolved",
              "RequestBenchmark.prometheusClient",
              0.08),
          new Target(
              "request, labels as strings / client_java by labels",
              "RequestBenchmark.hairspringStrings",
              "RequestBenchmark.prometheusClient",
              0.15),
          new Target(
              "publish to the ring, labels as strings / client_java by labels",
              "EventRingBenchmark.hairspring PARK",
              "EventRingBenchmark.prometheusClient",
              0.15),
          scrape("none counter 100000", 0.03),
          scrape("none histogram 10000", 0.1),
          scrape("all histogram 10000", 0.1),
          tail("hairspring", "scraped", "idle"),
          tail("hairspring", "reset", "idle"),
          tail("hairspring", "scraped", "busy"),
          tail("hairspring", "reset", "busy"),
          tail("hairspringCounter", "scraped", "idle"),
          tail("hairspringCounter", "reset", "idle"),
          tail("hairspringCounter", "scraped", "busy"),
          tail("hairspringCounter", "reset", "busy"));

  private static Target scrape(String parameters, double reach) {
    return new Target(
        "text 0.0.4, " + parameters + " / client_java",
        "ScrapeBenchmark.hairspring " + parameters,
        "ScrapeBenchmark.prometheusClient " + parameters,
        reach);
  }

  private static Target tail(String method, String surroundings, String compared) {
    String name = TAIL_CLASS + "." + method + " ";
    return new Target(
        "p99.9 of " + method + ", " + surroundings + " / " + compared,
        name + surroundings,
        name + compared,
        1.5);
  }

  /** Returns what is compared: p99.9 of single calls, or the average of all. */
  double figure(Result result) {
    return result.type().equals(TAIL_CLASS) ? result.at("99.9") : result.score();
  }
}
