package io.hairspring.collector.internal.instrument;

import io.hairspring.collector.Counter;
import io.hairspring.collector.Exemplar;
import io.hairspring.collector.internal.clock.WindowClock;
import io.hairspring.collector.internal.exemplar.ExemplarSampling;
import io.hairspring.collector.internal.exemplar.KeptExemplar;
import io.hairspring.collector.internal.series.Series;
import io.hairspring.collector.internal.series.SeriesLabels;
import io.hairspring.collector.internal.series.SeriesReader;
import io.hairspring.collector.internal.stripe.Lease;
import io.hairspring.collector.internal.stripe.Stripes;
import io.hairspring.collector.view.ExemplarView;
import io.hairspring.collector.view.MetricsVisitor;
import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.Reference;
import java.math.BigInteger;

/** A counter of one cell per stripe. */
public final class StripedCounter extends Series implements Counter, Series.Recorded {
  private static final VarHandle KEPT =
      ConstantBootstraps.fieldVarHandle(
          MethodHandles.lookup(),
          "kept",
          VarHandle.class,
          StripedCounter.class,
          KeptExemplar.class);

  private final Stripes stripes;
  private final Lease[] places;
  private final int address;
  private final Losses losses;
  private final ExemplarSampling sampling;

  // Replaced by compare-and-set: of two that would replace the same one, either will do. Immutable,
  // so an opaque read finds it whole. Emptied by whoever closes an epoch.
  @SuppressWarnings("UnusedVariable") // reached by KEPT alone
  private KeptExemplar kept;

  private long baseline; // what closed epochs showed; under the registry's reading lock
  private BigInteger exactBaseline; // in its place once it may be more; else null; as above

  StripedCounter(
      SeriesLabels labels,
      String[] values,
      Stripes stripes,
      Losses losses,
      ExemplarSampling sampling) {
    super(labels, values);
    this.stripes = stripes;
    places = stripes.places();
    this.losses = losses;
    this.sampling = sampling;
    address = stripes.allocate(1);
  }

  @Override
  protected String valueText() {
    return Long.toString(total());
  }

  @Override
  public void inc() {
    try {
      Stripes.current(places, stripes).add(address, 1);
    } finally {
      // Until here the cell is this counter's own, also where nobody else holds the counter.
      Reference.reachabilityFence(this);
    }
  }

  @Override
  public void add(long n) {
    if (n < 0) {
      losses.negative();
      return;
    }
    try {
      Stripes.current(places, stripes).add(address, n);
    } finally {
      Reference.reachabilityFence(this); // as above
    }
  }

  @Override
  public void inc(Exemplar exemplar) {
    add(1, exemplar);
  }

  @Override
  public void add(long n, Exemplar exemplar) {
    add(n);
    if (n > 0) {
      offer(n, exemplar);
    }
  }

  /** Offers an exemplar of an addition that was recorded; null for none. */
  void offer(long n, Exemplar exemplar) {
    KeptExemplar last = (KeptExemplar) KEPT.getOpaque(this);
    KeptExemplar next = sampling.successor(last, (double) n, exemplar);
    if (next != null) {
      KEPT.compareAndSet(this, last, next);
    }
  }

  @Override
  public ExemplarView exemplar() {
    return (KeptExemplar) KEPT.getOpaque(this);
  }

  @Override
  protected void forgetExemplars() {
    KEPT.setOpaque(this, null);
  }

  @Override
  public long total() {
    try {
      return stripes.reader().sum(address);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  /** As {@link #total}, at some time since a collection began. Under the reading lock. */
  private long total(long collection) {
    try {
      return stripes.reader().sum(address, collection);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  /** Returns everything added so far, also if it is more than {@link #total} can say. */
  BigInteger exactTotal() {
    try {
      return stripes.reader().exactSum(address);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  Stripes stripes() {
    return stripes;
  }

  /** Returns the address of its cell, which is its own for as long as it is reachable. */
  int address() {
    return address;
  }

  /** Adds one with the lease that the caller holds now. */
  public void inc(Lease lease) {
    lease.add(address, 1);
  }

  @Override
  public long activity() {
    long total = total();
    return total < Long.MAX_VALUE ? total : exactTotal().longValue();
  }

  @Override
  public long bytes() {
    return stripes.reader().bytes(address, 1);
  }

  @Override
  protected void removed() {
    stripes.retire(this, address, 1);
  }

  /** Shows counters, divided by a constant. */
  static final class Reader implements SeriesReader<StripedCounter> {
    private final long countsPerUnit;
    private final WindowClock clock;

    /**
     * Creates a reader.
     *
     * @param clock which numbers collections
     */
    Reader(long countsPerUnit, WindowClock clock) {
      this.countsPerUnit = countsPerUnit;
      this.clock = clock;
    }

    @Override
    public void show(StripedCounter counter, MetricsVisitor visitor, boolean closeEpoch) {
      long total = counter.total(clock.collection());
      long sinceReset = total - counter.baseline;
      if (total == Long.MAX_VALUE) {
        sinceReset = exactSinceReset(counter, closeEpoch);
      }
      if (countsPerUnit == 1) {
        visitor.counter(counter, sinceReset);
      } else {
        visitor.fractionalCounter(counter, (double) sinceReset / countsPerUnit);
      }
      if (closeEpoch) {
        counter.baseline = total;
      }
    }

    /** Returns what a counter shows that may hold more than a long. */
    private static long exactSinceReset(StripedCounter counter, boolean closeEpoch) {
      BigInteger total = counter.exactTotal();
      BigInteger closed =
          counter.exactBaseline == null
              ? BigInteger.valueOf(counter.baseline)
              : counter.exactBaseline;
      if (closeEpoch) {
        counter.exactBaseline = total;
      }
      BigInteger sinceReset = total.subtract(closed);
      if (sinceReset.bitLength() < Long.SIZE) {
        return sinceReset.longValue();
      }
      counter.stripes.reader().countSaturated();
      return Long.MAX_VALUE;
    }
  }
}
