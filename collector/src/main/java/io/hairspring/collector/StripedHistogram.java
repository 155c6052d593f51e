package io.hairspring.collector;

import io.hairspring.collector.series.Series;
import io.hairspring.collector.series.SeriesLabels;
import io.hairspring.collector.series.SeriesReader;
import io.hairspring.collector.snapshot.DistributionView;
import io.hairspring.collector.snapshot.MetricsVisitor;
import io.hairspring.collector.stripe.Stripe;
import io.hairspring.collector.stripe.Stripes;

/** A histogram of neighbouring cells per stripe: one a bucket, the last one for the sum. */
final class StripedHistogram extends Series implements Histogram {
  private final Stripes stripes;
  private final int address;
  private final double[] bounds;
  private final Losses losses;
  private long[] baseline; // bucket counts that closed epochs showed; under the reading lock
  private double baselineSum; // likewise

  StripedHistogram(
      SeriesLabels labels, String[] values, Stripes stripes, double[] bounds, Losses losses) {
    super(labels, values);
    this.stripes = stripes;
    this.bounds = bounds;
    this.losses = losses;
    address = stripes.allocate(bounds.length + 2); // buckets, the one above all bounds, the sum
  }

  @Override
  public void observe(double value) {
    if (Double.isNaN(value)) {
      losses.notANumber();
      return;
    }
    int bucket = 0;
    while (bucket < bounds.length && value > bounds[bucket]) {
      bucket++;
    }
    Stripe stripe = stripes.current();
    stripe.add(address + bucket, 1);
    stripe.addDouble(address + bounds.length + 1, value);
  }

  @Override
  public long count() {
    long count = 0;
    for (int i = 0; i <= bounds.length; i++) {
      count += stripes.sum(address + i);
    }
    return count;
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
        count += histogram.stripes.sum(histogram.address + i);
        cumulative[i] = baseline == null ? count : count - baseline[i];
      }
      double total = histogram.stripes.sumDouble(histogram.address + bounds.length + 1);
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
