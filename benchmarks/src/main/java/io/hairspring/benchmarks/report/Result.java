package io.hairspring.benchmarks.report;

import java.util.Map;

/**
 * What JMH measured of one method with one set of parameters.
 *
 * @param parameters their values by name, in the order of names; empty where a benchmark has none
 * @param conditions how it was measured: threads, forks, iterations and their length
 * @param nanos of a call, in the mean
 * @param bytes allocated by a call, NaN where not measured
 * @param lineNanos how long a cache line took from core to core meanwhile, least and most; empty
 *     where not measured
 * @param percentiles of single calls in nanoseconds, by JMH's names such as "99.9"
 */
record Result(
    String type,
    String method,
    Map<String, String> parameters,
    int threads,
    String conditions,
    Estimate nanos,
    double bytes,
    String lineNanos,
    Map<String, Double> percentiles,
    SingleCalls calls) {
  /** Returns its class, method and the values of its parameters, such as {@code C.m none 1}. */
  String name() {
    return values().isEmpty() ? type + "." + method : type + "." + method + " " + values();
  }

  String values() {
    return String.join(" ", parameters.values());
  }

  /** Returns a percentile of single calls in nanoseconds, NaN where there is none. */
  double percentileNanos(String percentile) {
    return percentiles.getOrDefault(percentile, Double.NaN);
  }

  /** Returns whether no parameter that both have differs. */
  boolean isComparableWith(Result other) {
    return parameters.entrySet().stream()
        .allMatch(
            own ->
                other.parameters.getOrDefault(own.getKey(), own.getValue()).equals(own.getValue()));
  }
}
