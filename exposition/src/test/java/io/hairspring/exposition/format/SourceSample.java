package io.hairspring.exposition.format;

import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.source.MetricsSink;
import io.hairspring.collector.source.SourceFamily;
import io.hairspring.collector.view.SummaryView;
import java.util.List;

/** What only sources tell: counters that are not whole, and summaries. */
final class SourceSample {
  private SourceSample() {}

  static void register(MetricsCollector metrics) {
    metrics
        .source("pool", SourceSample::tell)
        .families(
            SourceFamily.counter("busy_seconds_total", "Busy.", "kind"),
            SourceFamily.summary("pause_seconds", "Pauses."))
        .register();
  }

  private static void tell(MetricsSink sink) {
    sink.counter("busy_seconds_total", 1.5, "fraction");
    sink.counter("busy_seconds_total", 3, "whole");
    sink.summary(
        "pause_seconds", SummaryView.of(List.of(0.5, 0.99), List.of(0.25, Double.NaN), 4, 0.75));
  }
}
