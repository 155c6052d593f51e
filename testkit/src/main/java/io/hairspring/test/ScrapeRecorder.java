package io.hairspring.test;

import io.hairspring.collector.MetricsCollector;
import io.hairspring.exposition.format.PrometheusText;
import io.hairspring.exposition.format.Utf8Buffer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Records what a scrape in Prometheus text would show, without a server. The collector's own {@code
 * hairspring_} metrics are left out. One thread.
 */
public final class ScrapeRecorder {
  private final MetricsCollector metrics;
  private final PrometheusText format = new PrometheusText();
  private final Utf8Buffer buffer = new Utf8Buffer();
  private List<String> before = List.of();
  private List<String> last = List.of();

  /** Creates a recorder that has seen nothing. */
  public ScrapeRecorder(MetricsCollector metrics) {
    this.metrics = Objects.requireNonNull(metrics, "metrics");
  }

  /** Takes a scrape, and returns its lines. */
  public List<String> scrape() {
    format.begin(buffer);
    format.end(metrics.visit(format));
    before = last;
    last =
        buffer.toString().lines().filter(line -> !line.matches("(# \\w+ )?hairspring_.*")).toList();
    return last;
  }

  /** Returns the lines of the last scrape that the one before had not, or had otherwise. */
  public List<String> changes() {
    Set<String> changed = new LinkedHashSet<>(last);
    before.forEach(changed::remove);
    return List.copyOf(changed);
  }
}
