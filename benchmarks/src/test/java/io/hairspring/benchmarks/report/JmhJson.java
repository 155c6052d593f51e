package io.hairspring.benchmarks.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Writes what JMH writes, as far as the report reads it. */
final class JmhJson {
  private final List<String> all = new ArrayList<>();

  /** Adds the mean time of a benchmark in two threads. */
  JmhJson mean(String name, double nanos, double error) {
    return mean(name, "", 2, nanos, error, 0);
  }

  /**
   * Adds a mean time.
   *
   * @param params such as {@code "wait" : "PARK"}
   */
  JmhJson mean(String name, String params, int threads, double nanos, double error, double bytes) {
    String primary =
        "\"score\" : %s, \"scoreError\" : %s, \"scoreUnit\" : \"ns/op\""
            .formatted(nanos, Double.isNaN(error) ? "\"NaN\"" : error);
    String secondary = "\"gc.alloc.rate.norm\" : { \"score\" : %s }".formatted(bytes);
    return add(name, params, threads, primary, secondary);
  }

  /** Adds single calls with this p99.9, the same at all other percentiles, and no bars. */
  JmhJson tail(String method, String beside, double nanos) {
    return tail(method, beside, nanos, "[ ]", "[ ]");
  }

  /**
   * Adds single calls.
   *
   * @param bars of nanoseconds and calls, by fork and iteration
   * @param lines how long a cache line took, by fork and iteration
   */
  JmhJson tail(String method, String beside, double nanos, String bars, String lines) {
    StringBuilder percentiles = new StringBuilder();
    for (String percentile : List.of("50.0", "99.0", "99.9", "99.99", "100.0")) {
      percentiles.append(percentiles.isEmpty() ? "" : ", ");
      percentiles.append("\"%s\" : %s".formatted(percentile, nanos));
    }
    String primary =
        "\"score\" : %s, \"scoreError\" : 1.0, \"scoreUnit\" : \"ns/op\","
            + " \"scorePercentiles\" : { %s }, \"rawDataHistogram\" : %s";
    return add(
        "RecordTailBenchmark." + method,
        "\"surroundings\" : \"" + beside + "\"",
        1,
        primary.formatted(nanos, percentiles, bars),
        "\"line.time\" : { \"rawData\" : %s }".formatted(lines));
  }

  private JmhJson add(String name, String params, int threads, String primary, String secondary) {
    all.add(
        String.format(
            Locale.ROOT,
            """
            { "benchmark" : "io.hairspring.benchmarks.%s", "threads" : %d, "forks" : 3,
              "vmName" : "Some VM", "vmVersion" : "17+1", "params" : { %s },
              "warmupIterations" : 3, "warmupTime" : "1 s",
              "measurementIterations" : 3, "measurementTime" : "1 s",
              "primaryMetric" : { %s }, "secondaryMetrics" : { %s } }
            """,
            name,
            threads,
            params,
            primary,
            secondary));
    return this;
  }

  @Override
  public String toString() {
    return "[" + String.join(",", all) + "]";
  }

  Results results() throws IOException {
    return Results.read(toString());
  }

  Measured measured(Footprint... footprints) throws IOException {
    List<String> lines = Stream.of(footprints).map(Footprint::line).toList();
    return measured(footprints.length == 0 ? Map.of() : Map.of(Footprint.PROGRAM, lines));
  }

  /** Returns the same with what programs wrote. */
  Measured measured(Map<String, List<String>> programs) throws IOException {
    return new Measured(results(), programs, true, List.of());
  }
}
