package io.hairspring.exposition.format;

import io.hairspring.collector.CollectorConfig;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.view.NameEscaping;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;

/** Renders chosen families, of collectors on a clock that stands still. */
final class Rendered {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-28T10:00:00Z"), ZoneOffset.UTC);

  private Rendered() {}

  static CollectorConfig config() {
    return CollectorConfig.defaults().withClock(CLOCK).withTicker(() -> 0);
  }

  static String as(MetricsFormat format, MetricsCollector metrics, String... families) {
    return new String(bytes(format, metrics, families), StandardCharsets.UTF_8);
  }

  static byte[] bytes(MetricsFormat format, MetricsCollector metrics, String... families) {
    Utf8Buffer out = new Utf8Buffer();
    format.begin(out);
    return visited(out, format, metrics, families);
  }

  static byte[] bytes(
      MetricsFormat format, MetricsCollector metrics, NameEscaping escaping, String... families) {
    Utf8Buffer out = new Utf8Buffer();
    format.begin(out, escaping);
    return visited(out, format, metrics, families);
  }

  private static byte[] visited(
      Utf8Buffer out, MetricsFormat format, MetricsCollector metrics, String... families) {
    format.end(metrics.visit(new NameFilter(Set.of(families), format)));
    return out.copy();
  }
}
