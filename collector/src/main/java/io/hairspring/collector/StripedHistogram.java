package io.hairspring.collector;

import io.hairspring.collector.series.Recorded;
import io.hairspring.collector.series.Series;
import io.hairspring.collector.series.SeriesLabels;
import io.hairspring.collector.series.SeriesReader;
import io.hairspring.collector.snapshot.DistributionView;
import io.hairspring.collector.snapshot.MetricsVisitor;
import io.hairspring.collector.stripe.Lease;
import io.hairspring.collector.stripe.Stripes;

/** A histogram of neighbouring cells per stripe: one a bucket, the last one for the sum. */
final class StripedHistogram extends Series implements Histogram, Recorded {
  private final Stripes stripes;
  private final int address;
  private final double[] bounds;
  private final Losses losses;

  // What the cells held before this histogram had them.
  private final long[] birth;
  private final double birthSum;

  // What closed epochs showed, cumulative by bucket; under the registry's reading lock.
  private long[] baseline;
  private double baselineSum;

  StripedHistogram(
      SeriesLabels labels, String[] values, Stripes stripes, double[] bounds, Losses losses) {
    super(labels, values);
    this.stripes = stripes;
    this.bounds = bounds;
    this.losses = losses;
    address = stripes.allocate(cells(bounds));
    birth = new long[bounds.length + 1];
    for (int i = 0; i <= bounds.length; i++) {
      birth[i] = stripes.sum(address + i);
    }
    birthSum = stripes.sumDouble(address + bounds.length + 1);
  }

  @Override
  public void observe(double value) {
    observe(stripes.current(), value);
  }

  /** Records one value with the lease that the caller holds now. */
  void observe(Lease lease, double value) {
    if (Double.isNaN(value)) {
      losses.notANumber();
      return;
    }
    int bucket = 0;
    while (bucket < bounds.length && value > bounds[bucket]) {
      bucket++;
    }
    lease.add(address + bucket, 1);
    lease.addDouble(address + bounds.length + 1, value);
  }

  @Override
  public long count() {
    long count = 0;
    for (int i = 0; i <= bounds.length; i++) {
      count += bucket(i);
    }
    return count;
  }

  Stripes stripes() {
    return stripes;
  }

  @Override
  public long activity() {
    return count();
  }

  @Override
  protected void removed() {
    stripes.retire(this, address, cells(bounds));
  }

  private long bucket(int i) {
    return stripes.sum(address + i) - birth[i];
  }

  private double sum() {
    return stripes.sumDouble(address + bounds.length + 1) - birthSum;
  }

  /** One a bucket, one above all bounds, one for the sum. */
  private static int cells(double[] bounds) {
    return bounds.length + 2;
  }

  /** Shows histograms. The count is the sum of the buckets, so the two always agree. */
  static final class Reader implements SeriesReader<StripedHistogram>, DistributionView {
    private final double[] bounds;
    private final long[] cumulative;
    private double sum;

    Reader(double[] bounds) {
      this.bounds = bounds;
      cumulative = new long[bounds.length + 1];
    }

    @Override
    public void show(StripedHistogram histogram, MetricsVisitor visitor, boolean closeEpoch) {
      long[] baseline = histogram.baseline;
      long count = 0;
      for (int i = 0; i <= bounds.length; i++) {
        count += histogram.bucket(i);
        cumulative[i] = baseline == null ? count : count - baseline[i];
      }
      double total = histogram.sum();
      sum = total - histogram.baselineSum;
      visitor.histogram(histogram, this);
      if (closeEpoch) {
        moveBaseline(histogram, total);
      }
    }

    private void moveBaseline(StripedHistogram histogram, double total) {
      if (histogram.baseline == null) {
        histogram.baseline = cumulative.clone();
      } else {
        for (int i = 0; i < cumulative.length; i++) {
          histogram.baseline[i] += cumulative[i];
        }
      }
      histogram.baselineSum = total;
    }

    @Override
    public long count() {
      return cumulative[bounds.length];
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
}
