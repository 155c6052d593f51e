package io.hairspring.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/** What JMH measured, as it wrote it to a JSON file. */
final class Results {
  private final List<Result> all = new ArrayList<>();

  private Results() {}

  static Results read(Path json) throws IOException {
    Results results = new Results();
    for (JsonNode node : new ObjectMapper().readTree(json.toFile())) {
      String name = node.path("benchmark").asText();
      int method = name.lastIndexOf('.');
      int type = name.lastIndexOf('.', method - 1);
      JsonNode metric = node.path("primaryMetric");
      JsonNode lines = node.path("secondaryMetrics").path(LineProfiler.METRIC).path("rawData");
      results.all.add(
          new Result(
              name.substring(type + 1, method),
              name.substring(method + 1),
              parameters(node.path("params")),
              metric.path("score").asDouble(),
              metric.path("scoreError").asDouble(),
              node.path("secondaryMetrics")
                  .path("gc.alloc.rate.norm")
                  .path("score")
                  .asDouble(Double.NaN),
              range(lines),
              metric.path("scorePercentiles"),
              new SingleCalls(metric.path("rawDataHistogram"), lines)));
    }
    return results;
  }

  private static String parameters(JsonNode params) {
    StringJoiner values = new StringJoiner(" ");
    params.forEach(value -> values.add(value.asText()));
    return values.toString();
  }

  /** Returns the least and the largest of the figures of all forks, nothing without any. */
  private static String range(JsonNode forks) {
    DoubleSummaryStatistics all = new DoubleSummaryStatistics();
    forks.forEach(fork -> fork.forEach(figure -> all.accept(figure.asDouble())));
    return all.getCount() == 0
        ? ""
        : String.format(Locale.ROOT, "%.0f to %.0f", all.getMin(), all.getMax());
  }

  /** Returns the benchmark classes, in the order in which they ran. */
  List<String> classes() {
    return all.stream().map(Result::type).distinct().toList();
  }

  List<Result> of(String type) {
    return all.stream().filter(result -> result.type().equals(type)).toList();
  }

  /**
   * Returns the result of a name such as {@code Class.method} or {@code Class.method parameter}.
   */
  Result find(String name) {
    return all.stream().filter(result -> result.name().equals(name)).findFirst().orElse(null);
  }

  /**
   * One line of results.
   *
   * @param parameter the values of its parameters, empty where a benchmark has none
   * @param bytes allocated per operation, NaN where not measured
   * @param lineNanos how long a cache line took from core to core meanwhile, least and most
   */
  record Result(
      String type,
      String method,
      String parameter,
      double score,
      double error,
      double bytes,
      String lineNanos,
      JsonNode percentiles,
      SingleCalls calls) {
    String name() {
      return type + "." + method + (parameter.isEmpty() ? "" : " " + parameter);
    }

    /** Returns a percentile of single calls, in nanoseconds. */
    double at(String percentile) {
      return percentiles.path(percentile).asDouble(Double.NaN);
    }
  }
}
