package io.hairspring.collector;

import io.hairspring.collector.snapshot.DistributionView;

/** Three values of which two are at most 10. */
final class TestDistribution implements DistributionView {
  @Override
  public long count() {
    return 3;
  }

  @Override
  public double sum() {
    return 30;
  }

  @Override
  public int bounds() {
    return 1;
  }

  @Override
  public double bound(int i) {
    return 10;
  }

  @Override
  public long cumulativeCount(int i) {
    return 2;
  }
}
