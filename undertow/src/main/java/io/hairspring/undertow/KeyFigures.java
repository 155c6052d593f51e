package io.hairspring.undertow;

import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.view.Epoch;
import io.hairspring.collector.view.FamilyView;
import io.hairspring.collector.view.SeriesView;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The figures of a collector worth a glance.
 *
 * @param values each figure's name and value, those that the collector has
 * @param epoch the epoch they belong to
 */
record KeyFigures(Map<String, Long> values, Epoch epoch) {
  private static final String SERIES = "hairspring_series"; // the collector's own, never prefixed
  private static final String OVERFLOWED = "hairspring_series_overflowed_total";
  private static final String TOO_LONG = "hairspring_label_values_too_long_total";
  private static final String MALFORMED = "hairspring_label_values_malformed_total";
  private static final String REQUESTS = "http_requests_total";
  private static final String ERRORS = "http_request_errors_total";

  /** Reads the figures. Waits for another collection. */
  static KeyFigures of(MetricsCollector metrics) {
    String prefix = metrics.config().prefix();
    Sums sums =
        new Sums(
            Map.of(
                SERIES,
                "series",
                OVERFLOWED,
                "series_overflowed_total",
                TOO_LONG,
                "label_values_too_long_total",
                MALFORMED,
                "label_values_malformed_total",
                prefix + REQUESTS,
                "requests_total",
                prefix + ERRORS,
                "request_errors_total"));
    Epoch epoch = metrics.visit(sums, Duration.ZERO); // asks no source: none is among them
    return new KeyFigures(sums.values, epoch);
  }

  /** Adds counts, which are not negative; more than a long can say stays at the largest. */
  static long sum(long a, long b) {
    long sum = a + b;
    return ((a ^ sum) & (b ^ sum)) < 0 ? Long.MAX_VALUE : sum;
  }

  /** Adds up the series of the families it has figures for. */
  private static final class Sums extends NamedFigures {
    private final Map<String, String> figureByFamily;
    private final Map<String, Long> values = new LinkedHashMap<>();
    private String figure;

    Sums(Map<String, String> figureByFamily) {
      this.figureByFamily = figureByFamily;
      figureByFamily.forEach(
          (family, figure) -> {
            if (family.startsWith("hairspring_")) { // which may not have counted anything yet
              values.put(figure, 0L);
            }
          });
    }

    @Override
    public boolean family(FamilyView family) {
      figure = figureByFamily.get(family.name());
      return figure != null;
    }

    @Override
    public void counter(SeriesView series, long total) {
      values.merge(figure, total, KeyFigures::sum);
    }

    @Override
    public void gauge(SeriesView series, double value) {
      values.merge(figure, (long) value, KeyFigures::sum);
    }
  }
}
