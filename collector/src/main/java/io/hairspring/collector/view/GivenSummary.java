package io.hairspring.collector.view;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A summary of given figures. Immutable.
 *
 * @param at the quantiles
 */
record GivenSummary(List<Double> at, List<Double> values, boolean hasCount, long count, double sum)
    implements SummaryView {
  GivenSummary {
    at = GivenDistribution.all("quantiles", at);
    values = GivenDistribution.all("values", values);
    if (at.size() != values.size()) {
      throw new IllegalArgumentException(
          "values must be one for each of " + at.size() + " quantiles, were " + values.size());
    }
  }

  static GivenSummary of(SummaryView view) {
    int quantiles = view.quantiles();
    return new GivenSummary(
        IntStream.range(0, quantiles).mapToObj(view::quantile).toList(),
        IntStream.range(0, quantiles).mapToObj(view::value).toList(),
        view.hasCount(),
        view.count(),
        view.sum());
  }

  @Override
  public int quantiles() {
    return at.size();
  }

  @Override
  public double quantile(int i) {
    return at.get(i);
  }

  @Override
  public double value(int i) {
    return values.get(i);
  }
}
