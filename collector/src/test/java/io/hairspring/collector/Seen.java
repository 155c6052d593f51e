package io.hairspring.collector;

import io.hairspring.collector.view.DistributionView;
import io.hairspring.collector.view.Epoch;
import io.hairspring.collector.view.FamilyView;
import io.hairspring.collector.view.LatencyView;
import io.hairspring.collector.view.MetricsVisitor;
import io.hairspring.collector.view.SeriesView;
import io.hairspring.collector.view.StateSetView;
import io.hairspring.collector.view.SummaryView;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a collection showed: by name and labels, as text formats write them. */
public final class Seen implements MetricsVisitor {
  private final Map<String, Number> values = new LinkedHashMap<>();
  private final Map<String, Long> createdMillis = new LinkedHashMap<>();
  private String family = "";
  private Epoch epoch;

  private Seen() {}

  public static Seen of(MetricsCollector metrics) {
    Seen seen = new Seen();
    seen.epoch = metrics.visit(seen);
    return seen;
  }

  /** Collects after asking sources for no longer than {@code pullBudget}. */
  public static Seen of(MetricsCollector metrics, Duration pullBudget) {
    Seen seen = new Seen();
    seen.epoch = metrics.visit(seen, pullBudget);
    return seen;
  }

  public static Seen reset(MetricsCollector metrics) {
    Seen seen = new Seen();
    seen.epoch = metrics.reset(seen);
    return seen;
  }

  public static Seen reset(MetricsCollector metrics, String family) {
    Seen seen = new Seen();
    seen.epoch = metrics.reset(family, seen);
    return seen;
  }

  public static Seen reset(MetricsCollector metrics, String family, String... labelValues) {
    Seen seen = new Seen();
    seen.epoch = metrics.reset(family, List.of(labelValues), seen);
    return seen;
  }

  /** Returns since when a value counts. */
  public Instant created(String key) {
    return Instant.ofEpochMilli(createdMillis.get(key));
  }

  /** Returns a value by a key such as {@code requests_total{path="/"}}, or null. */
  public Number get(String key) {
    return values.get(key);
  }

  public long count(String key) {
    return values.get(key).longValue();
  }

  public Set<String> keys() {
    return values.keySet();
  }

  public Epoch epoch() {
    return epoch;
  }

  @Override
  public boolean family(FamilyView view) {
    family = view.name();
    return true;
  }

  @Override
  public void counter(SeriesView series, long total) {
    put("", series, "", total);
  }

  @Override
  public void fractionalCounter(SeriesView series, double total) {
    put("", series, "", total);
  }

  @Override
  public void gauge(SeriesView series, double value) {
    put("", series, "", value);
  }

  @Override
  public void histogram(SeriesView series, DistributionView view) {
    put("_count", series, "", view.count());
    put("_sum", series, "", view.sum());
    for (int i = 0; i < view.bounds(); i++) {
      put("_bucket", series, "le=\"" + view.bound(i) + "\"", view.cumulativeCount(i));
    }
  }

  @Override
  public void latency(SeriesView series, LatencyView view) {
    histogram(series, view);
    put("_min", series, "", view.minNanos());
    put("_max", series, "", view.maxNanos());
    put("_p50", series, "", view.quantileNanos(0.5));
    put("_p99", series, "", view.quantileNanos(0.99));
  }

  @Override
  public void summary(SeriesView series, SummaryView view) {
    put("_count", series, "", view.count());
    put("_sum", series, "", view.sum());
    for (int i = 0; i < view.quantiles(); i++) {
      put("", series, "quantile=\"" + view.quantile(i) + "\"", view.value(i));
    }
  }

  @Override
  public void info(SeriesView series) {
    put("", series, "", 1);
  }

  @Override
  public void stateSet(SeriesView series, StateSetView states) {
    for (int i = 0; i < states.states(); i++) {
      put("", series, family + "=\"" + states.state(i) + "\"", states.isOn(i) ? 1 : 0);
    }
  }

  private void put(String suffix, SeriesView series, String more, Number value) {
    byte[] bytes = new byte[series.labelBytes()];
    series.copyLabels(bytes, 0);
    String labels = new String(bytes, StandardCharsets.UTF_8);
    String all = labels + (labels.isEmpty() || more.isEmpty() ? "" : ",") + more;
    String key = family + suffix + (all.isEmpty() ? "" : "{" + all + "}");
    values.put(key, value);
    createdMillis.put(key, series.createdMillis());
  }
}
