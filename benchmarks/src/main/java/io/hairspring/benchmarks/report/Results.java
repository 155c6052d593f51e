package io.hairspring.benchmarks.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What JMH measured, as it writes it in JSON. */
final class Results {
  private static final String UNIT = "ns/op";

  private final List<Result> all = new ArrayList<>();
  private String jdk = "";

  private Results() {}

  /** Returns what JMH measured where it did not run. */
  static Results none() {
    return new Results();
  }

  /**
   * Reads JMH's JSON.
   *
   * @throws IllegalArgumentException if something was not measured in nanoseconds per call
   */
  static Results read(String json) throws IOException {
    Results results = new Results();
    for (JsonNode node : new ObjectMapper().readTree(json)) {
      results.all.add(result(node));
      results.jdk = node.path("vmName").asText() + " " + node.path("vmVersion").asText();
    }
    return results;
  }

  private static Result result(JsonNode node) {
    String name = node.path("benchmark").asText();
    int method = name.lastIndexOf('.');
    int type = name.lastIndexOf('.', method - 1);
    JsonNode metric = node.path("primaryMetric");
    if (!metric.path("scoreUnit").asText().equals(UNIT)) {
      throw new IllegalArgumentException(
          name + " has a score in " + metric.path("scoreUnit").asText() + ", expected " + UNIT);
    }
    JsonNode lines = node.path("secondaryMetrics").path(LineProfiler.METRIC).path("rawData");
    return new Result(
        name.substring(type + 1, method),
        name.substring(method + 1),
        parameters(node.path("params")),
        node.path("threads").asInt(),
        conditions(node),
        Estimate.around(
            metric.path("score").asDouble(), metric.path("scoreError").asDouble(Double.NaN)),
        node.path("secondaryMetrics").path("gc.alloc.rate.norm").path("score").asDouble(Double.NaN),
        range(lines),
        percentiles(metric.path("scorePercentiles")),
        new SingleCalls(metric.path("rawDataHistogram"), lines));
  }

  private static Map<String, String> parameters(JsonNode params) {
    Map<String, String> values = new TreeMap<>();
    params.properties().forEach(entry -> values.put(entry.getKey(), entry.getValue().asText()));
    return values;
  }

  private static Map<String, Double> percentiles(JsonNode percentiles) {
    Map<String, Double> nanos = new LinkedHashMap<>();
    percentiles
        .properties()
        .forEach(entry -> nanos.put(entry.getKey(), entry.getValue().asDouble()));
    return nanos;
  }

  private static String conditions(JsonNode node) {
    int threads = node.path("threads").asInt();
    int forks = node.path("forks").asInt();
    return String.format(
        Locale.ROOT,
        "%d thread%s, %d fork%s, after %d × %s warming up %d × %s",
        threads,
        threads == 1 ? "" : "s",
        forks,
        forks == 1 ? "" : "s",
        node.path("warmupIterations").asInt(),
        node.path("warmupTime").asText(),
        node.path("measurementIterations").asInt(),
        node.path("measurementTime").asText());
  }

  /** Returns the least and the largest of the figures of all forks, nothing without any. */
  private static String range(JsonNode forks) {
    DoubleSummaryStatistics all = new DoubleSummaryStatistics();
    forks.forEach(fork -> fork.forEach(figure -> all.accept(figure.asDouble())));
    return all.getCount() == 0
        ? ""
        : String.format(Locale.ROOT, "%.0f to %.0f", all.getMin(), all.getMax());
  }

  /** Returns the JDK that ran what was measured, empty where nothing was. */
  String jdk() {
    return jdk;
  }

  /** Returns the benchmark classes, in the order in which they ran. */
  List<String> classes() {
    return all.stream().map(Result::type).distinct().toList();
  }

  List<Result> of(String type) {
    return all.stream().filter(result -> result.type().equals(type)).toList();
  }

  /** Returns the result of this {@linkplain Result#name name}. */
  Optional<Result> find(String name) {
    return all.stream().filter(result -> result.name().equals(name)).findFirst();
  }
}
