package io.hairspring.catalog;

import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.view.DistributionView;
import io.hairspring.collector.view.FamilyKind;
import io.hairspring.exposition.format.PrometheusText;
import io.hairspring.exposition.format.Utf8Buffer;
import io.hairspring.test.MetricsSnapshot;
import io.hairspring.test.SeriesSnapshot;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What a collection showed, by name and labels as a page has them. */
final class Seen {
  private final Map<String, Number> values = new LinkedHashMap<>();

  private Seen() {}

  static Seen of(MetricsCollector metrics) {
    Seen seen = new Seen();
    MetricsSnapshot.of(metrics).series().forEach(seen::put);
    return seen;
  }

  /** Closes the epoch, and looks at nothing. */
  static void reset(MetricsCollector metrics) {
    PrometheusText nobody = new PrometheusText();
    nobody.begin(new Utf8Buffer());
    nobody.end(metrics.reset(nobody));
  }

  /** Returns a value by a key such as {@code requests_total{path="/"}}, or null. */
  Number get(String key) {
    return values.get(key);
  }

  long count(String key) {
    return values.get(key).longValue();
  }

  Set<String> keys() {
    return values.keySet();
  }

  private void put(SeriesSnapshot series) {
    StringBuilder labels = new StringBuilder();
    series.labels().forEach((name, value) -> labels.append(name + "=\"" + value + "\","));
    DistributionView distribution = series.distribution();
    if (distribution == null) {
      boolean whole = series.value() == Math.rint(series.value());
      boolean counted = series.kind() == FamilyKind.COUNTER && whole;
      put(series.name(), labels, counted ? (Number) (long) series.value() : series.value());
      return;
    }
    put(series.name() + "_count", labels, distribution.count());
    put(series.name() + "_sum", labels, distribution.sum());
    for (int i = 0; i < distribution.bounds(); i++) {
      String bucket = labels + "le=\"" + distribution.bound(i) + "\",";
      put(series.name() + "_bucket", bucket, distribution.cumulativeCount(i));
    }
  }

  private void put(String name, CharSequence labels, Number value) {
    int end = labels.length() - 1; // without the last comma
    values.put(end < 0 ? name : name + "{" + labels.subSequence(0, end) + "}", value);
  }
}
