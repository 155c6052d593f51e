package io.hairspring.collector;

import io.hairspring.collector.exemplar.Exemplar;
import io.hairspring.collector.exemplar.kept.ExemplarSampling;
import io.hairspring.collector.exemplar.kept.KeptExemplar;
import io.hairspring.collector.series.Recorded;
import io.hairspring.collector.series.Series;
import io.hairspring.collector.series.SeriesLabels;
import io.hairspring.collector.series.SeriesReader;
import io.hairspring.collector.snapshot.ExemplarView;
import io.hairspring.collector.snapshot.MetricsVisitor;
import io.hairspring.collector.stripe.Lease;
import io.hairspring.collector.stripe.Stripes;
import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** A counter of one cell per stripe. */
final class StripedCounter extends Series implements Counter, Recorded {
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
  public void inc() {
    Stripes.current(places, stripes).add(address, 1);
  }

  @Override
  public void add(long n) {
    if (n < 0) {
      losses.negative();
      return;
    }
    Stripes.current(places, stripes).add(address, n);
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
    return stripes.sum(address);
  }

  Stripes stripes() {
    return stripes;
  }

  /** Returns the address of its cell, which is its own for as long as it is reachable. */
  int address() {
    return address;
  }

  /** Adds one with the lease that the caller holds now. */
  void inc(Lease lease) {
    lease.add(address, 1);
  }

  @Override
  public long activity() {
    return total();
  }

  @Override
  protected void removed() {
    stripes.retire(this, address, 1);
  }

  /** Shows counters, divided by a constant. Keeps nothing between calls. */
  static final class Reader implements SeriesReader<StripedCounter> {
    private final long countsPerUnit;

    Reader(long countsPerUnit) {
      this.countsPerUnit = countsPerUnit;
    }

    @Override
    public void show(StripedCounter counter, MetricsVisitor visitor, boolean closeEpoch) {
      long total = counter.total();
      if (countsPerUnit == 1) {
        visitor.counter(counter, total - counter.baseline);
      } else {
        visitor.fractionalCounter(counter, (double) (total - counter.baseline) / countsPerUnit);
      }
      if (closeEpoch) {
        counter.baseline = total;
      }
    }
  }
}
