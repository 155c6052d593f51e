package io.hairspring.collector.pull.gather;

import io.hairspring.collector.snapshot.DistributionView;

/** A histogram as a source told it. Immutable. */
final class CopiedDistribution implements DistributionView {
  private final double[] bounds;
  private final long[] cumulative;
  private final long count;
  private final double sum;

  private CopiedDistribution(DistributionView view) {
    bounds = new double[view.bounds()];
    cumulative = new long[bounds.length];
    for (int i = 0; i < bounds.length; i++) {
      bounds[i] = view.bound(i);
      cumulative[i] = view.cumulativeCount(i);
    }
    count = view.count();
    sum = view.sum();
  }

  static CopiedDistribution of(DistributionView view) {
    return new CopiedDistribution(view);
  }

  /** Returns whether bounds and counts can be those of a histogram. */
  boolean isSound() {
    double lastBound = Double.NEGATIVE_INFINITY;
    long lastCount = 0;
    for (int i = 0; i < bounds.length; i++) {
      if (!(bounds[i] > lastBound) || bounds[i] == Double.POSITIVE_INFINITY) {
        return false;
      }
      if (cumulative[i] < lastCount) {
        return false;
      }
      lastBound = bounds[i];
      lastCount = cumulative[i];
    }
    return count >= lastCount;
  }

  @Override
  public long count() {
    return count;
  }

  @Override
  public double sum() {
    return sum;
  }

  @Override
  public int bounds() {
    return bounds.length;
  }

  @Override
  public double bound(int i) {
    return bounds[i];
  }

  @Override
  public long cumulativeCount(int i) {
    return cumulative[i];
  }
}
