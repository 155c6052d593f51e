package io.hairspring.examples;

import io.hairspring.collector.MetricsCollector;
import io.hairspring.exposition.format.PrometheusText;
import io.hairspring.exposition.format.Utf8Buffer;
import java.util.Set;

/**
 * What every example needs to serve metrics from a server that is not Undertow: the page as bytes.
 * For other formats, compression and protection from too many scrapes, run a {@code MetricsServer}
 * on a port of its own instead.
 */
final class MetricsPage {
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  private MetricsPage() {}

  /** Returns the content type of the page. */
  static String contentType() {
    return new PrometheusText().contentType();
  }

  /** Returns the metrics as they are now. Waits for slow sources: not for an event loop. */
  static byte[] render(MetricsCollector metrics) {
    PrometheusText format = new PrometheusText();
    Utf8Buffer buffer = new Utf8Buffer();
    format.begin(buffer);
    format.end(metrics.visit(format));
    return buffer.copy();
  }

  /** Returns a method as a label: clients may send any word as one, and labels must stay few. */
  static String method(String sent) {
    return METHODS.contains(sent) ? sent : "other";
  }
}
