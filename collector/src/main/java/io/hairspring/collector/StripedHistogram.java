package io.hairspring.collector;

import io.hairspring.collector.exemplar.Exemplar;
import io.hairspring.collector.exemplar.kept.ExemplarPlaces;
import io.hairspring.collector.exemplar.kept.ExemplarSampling;
import io.hairspring.collector.series.Recorded;
import io.hairspring.collector.series.Series;
import io.hairspring.collector.series.SeriesLabels;
import io.hairspring.collector.series.SeriesReader;
import io.hairspring.collector.snapshot.DistributionView;
import io.hairspring.collector.snapshot.ExemplarView;
import io.hairspring.collector.snapshot.MetricsVisitor;
import io.hairspring.collector.stripe.Lease;
import io.hairspring.collector.stripe.Stripes;
import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A histogram of neighbouring cells per stripe: one a bucket, one for the sum of what is finite,
 * and one that counts infinities, which would stay in a sum for good and spoil those of later
 * epochs.
 */
final class StripedHistogram extends Series implements Histogram, Recorded {
  private static final long NEGATIVE = 1L << 32; // one more -Inf; below are the counts of +Inf

  private static final VarHandle EXEMPLARS =
      ConstantBootstraps.fieldVarHandle(
          MethodHandles.lookup(),
          "exemplars",
          VarHandle.class,
          StripedHistogram.class,
          ExemplarPlaces.class);

  private final Stripes stripes;
  private final int address;
  private final double[] bounds;
  private final Losses losses;
  private final ExemplarSampling sampling;

  // Made by the first recording with an exemplar, by compare-and-exchange; read with acquire, since
  // its array must be seen with it.
  @SuppressWarnings("UnusedVariable") // reached by EXEMPLARS alone
  private ExemplarPlaces exemplars;

  // What closed epochs showed, cumulative by bucket; under the registry's reading lock.
  private long[] baseline;
  private double baselineSum;
  private long baselineInfinities;

  StripedHistogram(
      SeriesLabels labels,
      String[] values,
      Stripes stripes,
      double[] bounds,
      Losses losses,
      ExemplarSampling sampling) {
    super(labels, values);
    this.stripes = stripes;
    this.bounds = bounds;
    this.losses = losses;
    this.sampling = sampling;
    address = stripes.allocate(cells(bounds));
  }

  @Override
  public void observe(double value) {
    observe(stripes.current(), value);
  }

  /** Records one value with the lease that the caller holds now. */
  void observe(Lease lease, double value) {
    if (Double.isFinite(value)) {
      observe(lease, lease.near(), value, bounds, address);
    } else if (Double.isNaN(value)) {
      losses.notFinite(value);
    } else {
      lease.add(address + bucketOf(value, bounds), 1);
      lease.add(infinities(), value > 0 ? 1 : NEGATIVE);
    }
  }

  /**
   * Records one finite value in the histogram with these bounds whose cells begin at an address,
   * without a look at the histogram itself; returns the near cells to go on with, as {@link
   * Lease#near} says.
   */
  static long[] observe(Lease lease, long[] near, double value, double[] bounds, int address) {
    long[] cells = lease.add(near, address + bucketOf(value, bounds), 1);
    return lease.addDouble(cells, address + bounds.length + 1, value);
  }

  /** Returns its bounds, which nobody may change. */
  double[] bounds() {
    return bounds;
  }

  /** Returns the address of its first cell; they are its own for as long as it is reachable. */
  int address() {
    return address;
  }

  private static int bucketOf(double value, double[] bounds) {
    int bucket = 0;
    while (bucket < bounds.length && value > bounds[bucket]) {
      bucket++;
    }
    return bucket;
  }

  @Override
  public void observe(double value, Exemplar exemplar) {
    observe(value);
    if (exemplar != null && !Double.isNaN(value)) {
      offer(value, exemplar);
    }
  }

  /** Offers an exemplar of a value that was recorded. */
  void offer(double value, Exemplar exemplar) {
    writableExemplars().offer(bucketOf(value, bounds), value, exemplar, sampling);
  }

  private ExemplarPlaces writableExemplars() {
    ExemplarPlaces kept = (ExemplarPlaces) EXEMPLARS.getAcquire(this);
    if (kept == null) {
      ExemplarPlaces made = new ExemplarPlaces(bounds.length + 1);
      ExemplarPlaces other = (ExemplarPlaces) EXEMPLARS.compareAndExchange(this, null, made);
      kept = other == null ? made : other;
    }
    return kept;
  }

  private ExemplarView exemplar(int bucket) {
    ExemplarPlaces kept = (ExemplarPlaces) EXEMPLARS.getAcquire(this);
    return kept == null ? null : kept.get(bucket);
  }

  @Override
  protected void forgetExemplars() {
    ExemplarPlaces kept = (ExemplarPlaces) EXEMPLARS.getAcquire(this);
    if (kept != null) {
      kept.clear();
    }
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
    return stripes.sum(address + i);
  }

  private double sum() {
    return stripes.sumDouble(address + bounds.length + 1);
  }

  private int infinities() {
    return address + bounds.length + 2;
  }

  /** One a bucket, one above all bounds, one for the sum, one for infinities. */
  private static int cells(double[] bounds) {
    return bounds.length + 3;
  }

  /** Shows histograms. The count is the sum of the buckets, so the two always agree. */
  static final class Reader implements SeriesReader<StripedHistogram>, DistributionView {
    private final double[] bounds;
    private final long[] cumulative;
    private StripedHistogram shown;
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
      long infinities = histogram.stripes.sum(histogram.infinities());
      sum = total - histogram.baselineSum + sumOf(infinities - histogram.baselineInfinities);
      shown = histogram;
      visitor.histogram(histogram, this);
      if (closeEpoch) {
        moveBaseline(histogram, total);
        histogram.baselineInfinities = infinities;
      }
    }

    private static double sumOf(long infinities) {
      double positive = (int) infinities == 0 ? 0 : Double.POSITIVE_INFINITY;
      return infinities >>> 32 == 0 ? positive : positive + Double.NEGATIVE_INFINITY;
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

    @Override
    public ExemplarView exemplar(int i) {
      return shown.exemplar(i);
    }
  }
}
