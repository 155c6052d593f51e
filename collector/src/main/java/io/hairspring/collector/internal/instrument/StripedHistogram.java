package io.hairspring.collector.internal.instrument;

import io.hairspring.collector.Exemplar;
import io.hairspring.collector.Histogram;
import io.hairspring.collector.internal.exemplar.ExemplarSampling;
import io.hairspring.collector.internal.exemplar.ExemplarSlots;
import io.hairspring.collector.internal.series.Series;
import io.hairspring.collector.internal.series.SeriesLabels;
import io.hairspring.collector.internal.stripe.DoubleSum;
import io.hairspring.collector.internal.stripe.ExactSum;
import io.hairspring.collector.internal.stripe.Lease;
import io.hairspring.collector.internal.stripe.Stripes;
import io.hairspring.collector.view.ExemplarView;
import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.Reference;

/**
 * A histogram of neighbouring cells per stripe: the number of its recordings, their sum, and one
 * cell a bucket.
 *
 * <p>A recording is stored in its bucket, then in the sum, and last in the number. So whoever reads
 * in the opposite order, and finds as many recordings in the buckets as the number said before, has
 * buckets and a sum of the same recordings.
 */
final class StripedHistogram extends Series implements Histogram, Series.Recorded {
  static final int NUMBER = 0;
  static final int SUM = 1;
  // Above the others: a stripe whose cells reach as far as a bucket has those before it.
  static final int BUCKETS = SUM + DoubleSum.CELLS;

  private static final VarHandle EXEMPLARS =
      ConstantBootstraps.fieldVarHandle(
          MethodHandles.lookup(),
          "exemplars",
          VarHandle.class,
          StripedHistogram.class,
          ExemplarSlots.class);

  private final Stripes stripes;
  private final int address;
  final DoubleSum sum;
  private final double[] bounds;
  final Losses losses;
  private final ExemplarSampling sampling;

  // Made by the first recording with an exemplar, by compare-and-exchange; read with acquire, since
  // its array must be seen with it.
  @SuppressWarnings("UnusedVariable") // reached by EXEMPLARS alone
  private ExemplarSlots exemplars;

  // What closed epochs showed, cumulative by bucket; under the registry's reading lock.
  long[] baseline;
  ExactSum baselineSum;

  // How many recordings the last collection found without all of their sum: whose threads died
  // there are not waited for again. Under the registry's reading lock.
  long halves;

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
    sum = new DoubleSum(stripes, address + SUM);
  }

  @Override
  protected String valueText() {
    return "count " + count();
  }

  @Override
  public void observe(double value) {
    try {
      observe(stripes.current(), value);
    } finally {
      Reference.reachabilityFence(this); // as in StripedCounter
    }
  }

  private void observe(Lease lease, double value) {
    if (!Double.isFinite(value)) {
      losses.notFinite(value);
      return;
    }
    int bucket = address + BUCKETS + bucketOf(value, bounds);
    if (!DoubleSum.addRecord(lease.near(), bucket, address + SUM, value, address + NUMBER)) {
      observeElsewhere(lease, bucket, value);
    }
  }

  /** Records one whole number with the lease that the caller holds now. */
  void observeWhole(Lease lease, long value) {
    if (!observeNear(lease.near(), value, bounds, address)) {
      observeElsewhere(lease, address + BUCKETS + bucketOf((double) value, bounds), value);
    }
  }

  private void observeElsewhere(Lease lease, int bucket, long value) {
    lease.add(bucket, 1);
    VarHandle.storeStoreFence(); // as below
    DoubleSum.add(lease, lease.near(), address + SUM, value, sum);
    VarHandle.storeStoreFence();
    lease.add(address + NUMBER, 1);
  }

  private void observeElsewhere(Lease lease, int bucket, double value) {
    Lease writable = stripes.borrow(lease);
    try {
      writable.add(bucket, 1);
      VarHandle.storeStoreFence(); // whoever sees a part of the sum sees the bucket
      DoubleSum.addFraction(writable, writable.near(), address + SUM, value, sum);
      VarHandle.storeStoreFence(); // whoever sees the number sees all that it numbers
      writable.add(address + NUMBER, 1);
    } finally {
      stripes.giveBack(writable);
    }
  }

  /**
   * Records one whole number in the histogram with these bounds whose cells begin at an address,
   * without a look at the histogram itself. Returns false, and records nothing, if it takes {@link
   * #observeWhole}, which may replace the near cells.
   */
  static boolean observeNear(long[] near, long value, double[] bounds, int address) {
    int bucket = address + BUCKETS + bucketOf((double) value, bounds);
    return Lease.addRecord(near, bucket, address + SUM, value, address + NUMBER);
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
    if (exemplar != null && Double.isFinite(value)) {
      offer(value, exemplar);
    }
  }

  /** Offers an exemplar of a value that was recorded. */
  void offer(double value, Exemplar exemplar) {
    writableExemplars().offer(bucketOf(value, bounds), value, exemplar, sampling);
  }

  private ExemplarSlots writableExemplars() {
    ExemplarSlots kept = (ExemplarSlots) EXEMPLARS.getAcquire(this);
    if (kept == null) {
      ExemplarSlots made = new ExemplarSlots(bounds.length + 1);
      ExemplarSlots other = (ExemplarSlots) EXEMPLARS.compareAndExchange(this, null, made);
      kept = other == null ? made : other;
    }
    return kept;
  }

  /** Returns the exemplar of a bucket in the open epoch, or null. Any thread. */
  ExemplarView exemplar(int bucket) {
    ExemplarSlots kept = (ExemplarSlots) EXEMPLARS.getAcquire(this);
    return kept == null ? null : kept.get(bucket);
  }

  @Override
  protected void forgetExemplars() {
    ExemplarSlots kept = (ExemplarSlots) EXEMPLARS.getAcquire(this);
    if (kept != null) {
      kept.clear();
    }
  }

  @Override
  public long count() {
    try {
      return stripes.reader().sum(address + NUMBER);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  Stripes stripes() {
    return stripes;
  }

  @Override
  public long activity() {
    return count();
  }

  @Override
  public long bytes() {
    return stripes.reader().bytes(address, cells(bounds));
  }

  @Override
  protected void removed() {
    stripes.retire(this, address, cells(bounds));
  }

  /** Returns how many cells a histogram with these bounds has in a stripe. */
  static int cells(double[] bounds) {
    return BUCKETS + bounds.length + 1;
  }
}
