package io.hairspring.benchmarks.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;

/** How long single calls took, iteration by iteration, and how far apart the cores were. */
final class SingleCalls {
  private final JsonNode histograms; // by fork, iteration and bar: nanoseconds, calls
  private final JsonNode linesNanos; // by fork and iteration

  SingleCalls(JsonNode histograms, JsonNode linesNanos) {
    this.histograms = histograms;
    this.linesNanos = linesNanos;
  }

  /** Returns what a fraction of the calls at this distance took at most; NaN without any. */
  double nanosAt(double fraction, Distance distance) {
    TreeMap<Double, Long> calls = new TreeMap<>();
    for (int fork = 0; fork < histograms.size(); fork++) {
      JsonNode iterations = histograms.get(fork);
      JsonNode lines = linesNanos.path(fork);
      for (int i = 0; i < iterations.size() && lines.size() == iterations.size(); i++) {
        if (distance.includes(lines.get(i).asDouble())) {
          iterations
              .get(i)
              .forEach(bar -> calls.merge(bar.get(0).asDouble(), bar.get(1).asLong(), Long::sum));
        }
      }
    }
    double left = fraction * calls.values().stream().mapToLong(n -> n).sum();
    for (Map.Entry<Double, Long> bar : calls.entrySet()) {
      left -= bar.getValue();
      if (left <= 0) {
        return bar.getKey();
      }
    }
    return Double.NaN;
  }
}
