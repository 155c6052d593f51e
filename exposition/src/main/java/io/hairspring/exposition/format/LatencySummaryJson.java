package io.hairspring.exposition.format;

import io.hairspring.collector.view.LatencyView;
import io.hairspring.collector.view.WindowView;

/**
 * p50, p95 and p99 of the main window of every latency series as JSON: an object with {@code
 * latencies}, each with {@code name}, {@code labels}, {@code window_seconds}, and of that window
 * {@code count} and the quantiles in seconds ({@code "NaN"} where it is empty); then {@code epoch}.
 */
public final class LatencySummaryJson extends LatencyJson {
  /** Creates a format. */
  public LatencySummaryJson() {
    super("latencies");
  }

  @Override
  void write(JsonWriter json, LatencyView values) {
    WindowView window = values.window();
    json.name("window_seconds").value(window.windowSeconds());
    json.name("count").value(window.count());
    json.name("p50").seconds(window.quantileNanos(0.5));
    json.name("p95").seconds(window.quantileNanos(0.95));
    json.name("p99").seconds(window.quantileNanos(0.99));
  }
}
