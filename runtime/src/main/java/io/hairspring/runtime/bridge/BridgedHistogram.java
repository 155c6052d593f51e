package io.hairspring.runtime.bridge;

import io.hairspring.collector.snapshot.DistributionView;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;

/** A histogram of client_java: its buckets added up, the one above all bounds left to the count. */
final class BridgedHistogram implements DistributionView {
  private final HistogramDataPointSnapshot point;
  private final double[] bounds;
  private final long[] cumulative;

  BridgedHistogram(HistogramDataPointSnapshot point) {
    this.point = point;
    ClassicHistogramBuckets buckets =
        point.hasClassicHistogramData() ? point.getClassicBuckets() : ClassicHistogramBuckets.EMPTY;
    int finite = 0;
    while (finite < buckets.size() && buckets.getUpperBound(finite) < Double.POSITIVE_INFINITY) {
      finite++;
    }
    bounds = new double[finite];
    cumulative = new long[finite];
    long count = 0;
    for (int i = 0; i < finite; i++) {
      count += buckets.getCount(i);
      bounds[i] = buckets.getUpperBound(i);
      cumulative[i] = count;
    }
  }

  @Override
  public long count() {
    return point.getCount();
  }

  @Override
  public double sum() {
    return point.getSum();
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
