package io.hairspring.undertow;

import io.hairspring.collector.view.FamilyView;
import io.hairspring.collector.view.LatencyView;
import io.hairspring.collector.view.SeriesView;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What the page's history needs of one collection: sums over all series of a few families, and the
 * durations of the first series.
 */
final class HistoryReading extends NamedFigures {
  private static final int LOOKED_AT = 2 * History.MOST_SERIES; // order may change

  final LogBuckets durations = new LogBuckets();
  final LogBuckets overheads = new LogBuckets();
  final LogBuckets hiccups = new LogBuckets();
  final LogBuckets gcPauses = new LogBuckets();
  long requests;
  long errors;

  private final Map<String, LogBuckets> bySeries = new LinkedHashMap<>();
  private final Map<String, LogBuckets> latencies;
  private final String requestsName;
  private final String errorsName;
  private LogBuckets into; // null if it is no latency of these
  private String family = "";

  HistoryReading(String prefix) {
    latencies =
        Map.of(
            prefix + "http_request_duration_seconds",
            durations,
            prefix + "gateway_overhead_duration_seconds",
            overheads,
            prefix + "jvm_hiccup_seconds",
            hiccups,
            prefix + "jvm_gc_pause_duration_seconds",
            gcPauses);
    requestsName = prefix + "http_requests_total";
    errorsName = prefix + "http_request_errors_total";
  }

  @Override
  public boolean family(FamilyView next) {
    family = next.name();
    into = next.isDerived() ? null : latencies.get(family);
    return into != null || family.equals(requestsName) || family.equals(errorsName);
  }

  @Override
  public void counter(SeriesView series, long total) {
    if (family.equals(requestsName)) {
      requests = KeyFigures.sum(requests, total);
    } else if (family.equals(errorsName)) {
      errors = KeyFigures.sum(errors, total);
    }
  }

  @Override
  public void latency(SeriesView series, LatencyView values) {
    LogBuckets buckets = into;
    if (buckets == null) {
      return;
    }
    LogBuckets own = buckets == durations ? own(series) : null;
    values.forEachCell(
        (lowest, highest, count) -> {
          long middle = (lowest + highest) / 2;
          buckets.add(middle, count);
          if (own != null) {
            own.add(middle, count);
          }
        });
  }

  /** Returns where the durations of a series go, apart from all; null for nowhere. */
  private LogBuckets own(SeriesView series) {
    return bySeries.size() == LOOKED_AT
        ? null
        : bySeries.computeIfAbsent(
            String.join(" ", series.labelValues()), name -> new LogBuckets());
  }

  /** Returns the label values of the series whose durations are known, as they came. */
  Set<String> series() {
    return bySeries.keySet();
  }

  /** Returns the durations of a series; none if they are not known. */
  LogBuckets of(String series) {
    LogBuckets known = bySeries.get(series);
    return known == null ? new LogBuckets() : known;
  }
}
