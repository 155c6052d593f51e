package io.hairspring.benchmarks;

import io.hairspring.collector.MetricsCollector;
import io.hairspring.exposition.format.PrometheusText;
import io.hairspring.exposition.format.Utf8Buffer;
import java.util.Arrays;

/** What a collector says of the cells that threads have of their own. */
record OwnCellsSeen(long pairs, long bytes) {
  private static final String NAME = "hairspring_latency_own_cells";

  static OwnCellsSeen of(MetricsCollector metrics) {
    PrometheusText format = new PrometheusText();
    Utf8Buffer out = new Utf8Buffer();
    format.begin(out);
    format.end(metrics.visit(format));
    String text = out.toString();
    return new OwnCellsSeen(value(text, NAME), value(text, NAME + "_bytes"));
  }

  private static long value(String text, String name) {
    return Arrays.stream(text.split("\n"))
        .filter(line -> line.startsWith(name + " "))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(name.length() + 1)))
        .sum();
  }
}
