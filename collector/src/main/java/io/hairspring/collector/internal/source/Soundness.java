package io.hairspring.collector.internal.source;

import io.hairspring.collector.view.DistributionView;
import io.hairspring.collector.view.SummaryView;

/** Tells whether figures that a source gave can be those of their kind. */
final class Soundness {
  private Soundness() {}

  /** Returns whether bounds and counts can be those of a histogram. */
  static boolean isSound(DistributionView values) {
    double lastBound = Double.NEGATIVE_INFINITY;
    long lastCount = 0;
    for (int i = 0; i < values.bounds(); i++) {
      double bound = values.bound(i);
      if (!(bound > lastBound) || bound == Double.POSITIVE_INFINITY) {
        return false;
      }
      if (values.cumulativeCount(i) < lastCount) {
        return false;
      }
      lastBound = bound;
      lastCount = values.cumulativeCount(i);
    }
    return values.count() >= lastCount;
  }

  /** Returns whether count and quantiles can be those of a summary. */
  static boolean isSound(SummaryView values) {
    double last = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < values.quantiles(); i++) {
      double quantile = values.quantile(i);
      if (!(quantile > last && quantile >= 0 && quantile <= 1)) {
        return false;
      }
      last = quantile;
    }
    return values.count() >= 0;
  }
}
