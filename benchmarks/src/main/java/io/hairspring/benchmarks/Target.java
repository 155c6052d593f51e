package io.hairspring.benchmarks;

import io.hairspring.benchmarks.Results.Result;
import java.util.ArrayList;
import java.util.List;

/**
 * A ratio that the design asks for: one result of ours is at most so many times another result.
 *
 * @param distance of the cores while ours was measured; null where any will do
 */
record Target(String what, String ours, String theirs, double reach, Distance distance) {
  static final String TAIL_CLASS = "RecordTailBenchmark";
  static final List<Target> ALL =
      all(
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
          scrape("all histogram 10000", 0.1));

  private Target(String what, String ours, String theirs, double reach) {
    this(what, ours, theirs, reach, null);
  }

  private static List<Target> all(Target... averages) {
    List<Target> all = new ArrayList<>(List.of(averages));
    for (String method : List.of("hairspring", "hairspringCounter")) {
      for (String surroundings : List.of("scraped", "reset")) {
        all.add(tail(method, surroundings, "idle", null));
        all.add(tail(method, surroundings, "idle", Distance.NEAR));
        all.add(tail(method, surroundings, "idle", Distance.FAR));
        all.add(tail(method, surroundings, "busy", null));
      }
    }
    return List.copyOf(all);
  }

  private static Target scrape(String parameters, double reach) {
    return new Target(
        "text 0.0.4, " + parameters + " / client_java",
        "ScrapeBenchmark.hairspring " + parameters,
        "ScrapeBenchmark.prometheusClient " + parameters,
        reach);
  }

  private static Target tail(
      String method, String surroundings, String compared, Distance distance) {
    String name = TAIL_CLASS + "." + method + " ";
    return new Target(
        "p99.9 of "
            + method
            + ", "
            + surroundings
            + (distance == null ? "" : ", cores " + distance)
            + " / "
            + compared,
        name + surroundings,
        name + compared,
        1.5,
        distance);
  }

  /** Returns the ratio of p99.9 of single calls, or of averages; NaN where one is missing. */
  double ratio(Results results) {
    Result ours = results.find(this.ours);
    Result theirs = results.find(this.theirs);
    if (ours == null || theirs == null) {
      return Double.NaN;
    }
    return ours.type().equals(TAIL_CLASS)
        ? tailNanos(ours) / theirs.at("99.9")
        : ours.score() / theirs.score();
  }

  private double tailNanos(Result result) {
    return distance == null ? result.at("99.9") : result.calls().nanosAt(0.999, distance);
  }
}
