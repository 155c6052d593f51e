package io.hairspring.undertow;

import io.hairspring.collector.view.FamilyView;
import io.hairspring.collector.view.LatencyView;
import io.hairspring.collector.view.SeriesView;
import java.util.Map;

/** What the page's history needs of one collection: sums over all series of a few families. */
final class HistoryReading extends NamedFigures {
  final LogBuckets durations = new LogBuckets();
  final LogBuckets overheads = new LogBuckets();
  final LogBuckets hiccups = new LogBuckets();
  long requests;
  long errors;

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
            hiccups);
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
      requests += total;
    } else if (family.equals(errorsName)) {
      errors += total;
    }
  }

  @Override
  public void latency(SeriesView series, LatencyView values) {
    LogBuckets buckets = into;
    if (buckets != null) {
      values.forEachCell((lowest, highest, count) -> buckets.add((lowest + highest) / 2, count));
    }
  }
}
