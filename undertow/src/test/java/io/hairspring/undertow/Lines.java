package io.hairspring.undertow;

import io.hairspring.collector.MetricsCollector;
import io.hairspring.exposition.format.PrometheusText;
import io.hairspring.exposition.format.Utf8Buffer;
import java.util.HashMap;
import java.util.Map;

/** What a scrape says, line by line. */
final class Lines {
  private final Map<String, Double> values = new HashMap<>();

  private Lines(String text) {
    text.lines()
        .filter(line -> !line.startsWith("#"))
        .forEach(
            line -> {
              int space = line.lastIndexOf(' ');
              values.put(line.substring(0, space), Double.valueOf(line.substring(space + 1)));
            });
  }

  static Lines of(MetricsCollector metrics) {
    PrometheusText format = new PrometheusText();
    Utf8Buffer out = new Utf8Buffer();
    format.begin(out);
    format.end(metrics.visit(format));
    return new Lines(out.toString().replace("+Inf", "Infinity"));
  }

  /** Returns the value of a line; 0 if there is none. */
  double value(String line) {
    return values.getOrDefault(line, 0.0);
  }

  /** Returns the sum of all lines that start so. */
  double sum(String start) {
    return values.entrySet().stream()
        .filter(line -> line.getKey().startsWith(start))
        .mapToDouble(Map.Entry::getValue)
        .sum();
  }
}
