package io.hairspring.runtime;

import io.hairspring.collector.MetricsCollector;
import io.hairspring.exposition.format.PrometheusText;
import io.hairspring.exposition.format.Utf8Buffer;
import java.util.List;

/** What a scrape in text 0.0.4 answers. */
public final class Text {
  private Text() {}

  /** Returns the lines of an answer. */
  public static List<String> of(MetricsCollector metrics) {
    PrometheusText format = new PrometheusText();
    Utf8Buffer buffer = new Utf8Buffer();
    format.begin(buffer);
    format.end(metrics.visit(format));
    return buffer.toString().lines().toList();
  }
}
