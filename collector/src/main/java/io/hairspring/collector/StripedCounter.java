package io.hairspring.collector;

import io.hairspring.collector.series.Recorded;
import io.hairspring.collector.series.Series;
import io.hairspring.collector.series.SeriesLabels;
import io.hairspring.collector.series.SeriesReader;
import io.hairspring.collector.snapshot.MetricsVisitor;
import io.hairspring.collector.stripe.Lease;
import io.hairspring.collector.stripe.Stripes;

/** A counter of one cell per stripe. */
final class StripedCounter extends Series implements Counter, Recorded {
  private final Stripes stripes;
  private final Lease[] places;
  private final int address;
  private final Losses losses;
  private final long birth; // what the cells held before this counter had them
  private long baseline; // what closed epochs showed; under the registry's reading lock

  StripedCounter(SeriesLabels labels, String[] values, Stripes stripes, Losses losses) {
    super(labels, values);
    this.stripes = stripes;
    places = stripes.places();
    this.losses = losses;
    address = stripes.allocate(1);
    birth = stripes.sum(address);
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
  public long total() {
    return stripes.sum(address) - birth;
  }

  Stripes stripes() {
    return stripes;
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
