package io.hairspring.collector.internal.instrument;

import io.hairspring.collector.Gauge;
import io.hairspring.collector.internal.series.Series;
import io.hairspring.collector.internal.series.SeriesLabels;
import io.hairspring.collector.internal.series.SeriesReader;
import io.hairspring.collector.internal.stripe.DoubleSum;
import io.hairspring.collector.internal.stripe.ExactSum;
import io.hairspring.collector.internal.stripe.Lease;
import io.hairspring.collector.internal.stripe.StripeReader;
import io.hairspring.collector.internal.stripe.Stripes;
import io.hairspring.collector.view.MetricsVisitor;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.Reference;

/**
 * A gauge of some cells of additions per stripe, and a base that setting moves.
 *
 * <p>The addition of a whole number is a single store. Any other may be several: it is counted
 * before them and after them, and a reader that finds more begun than ended looks again.
 */
final class StripedGauge extends Series implements Gauge {
  private static final int ENDED = DoubleSum.CELLS; // additions of several stores
  private static final int BEGUN = ENDED + 1; // above the others, as addRecord asks
  private static final int CELLS = BEGUN + 1;
  private static final long MOST_EXACT = 1L << 53; // up to here a double holds any whole number

  private static final VarHandle BASE;
  private static final VarHandle ADDED;
  private static final VarHandle EXACT;
  private static final VarHandle FRACTIONS;
  private static final VarHandle HALVES;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      BASE = lookup.findVarHandle(StripedGauge.class, "base", double.class);
      ADDED = lookup.findVarHandle(StripedGauge.class, "added", boolean.class);
      FRACTIONS = lookup.findVarHandle(StripedGauge.class, "fractions", boolean.class);
      HALVES = lookup.findVarHandle(StripedGauge.class, "halves", long.class);
      EXACT = lookup.findVarHandle(StripedGauge.class, "exact", Exact.class);
    } catch (ReflectiveOperationException impossible) {
      throw new ExceptionInInitializerError(impossible);
    }
  }

  private final Stripes stripes;
  private final int address;
  private final DoubleSum sum;
  private final Losses losses;

  // The value without the additions. Opaque: the last set wins and publishes nothing else.
  @SuppressWarnings("UnusedVariable") // reached by BASE alone
  private double base;

  // In place of base where the difference to the additions would have to be rounded, else null.
  // Volatile where it is set, so that whoever sets a base later sees it and takes it away; acquire
  // in readers, who need the base that came before a null.
  @SuppressWarnings("UnusedVariable") // reached by EXACT alone
  private Exact exact;

  // Whether the cells may hold anything, so that a gauge that is only set need not add them up.
  // Opaque, and only ever set to true: whoever misses it runs at the same time as the addition.
  private boolean added;

  // Whether an addition was no single store. Volatile, before the first of its stores, and only
  // ever set to true: who sees one of those sees this.
  private boolean fractions;

  // How many additions the last reader in doubt found begun and not ended: whose threads died there
  // are not waited for again. Opaque: another number only makes a reader wait.
  @SuppressWarnings("UnusedVariable") // reached by HALVES alone
  private long halves;

  StripedGauge(SeriesLabels labels, String[] values, Stripes stripes, Losses losses) {
    super(labels, values);
    this.stripes = stripes;
    this.losses = losses;
    address = stripes.allocate(CELLS);
    sum = new DoubleSum(stripes, address);
  }

  @Override
  protected String valueText() {
    return Double.toString(value());
  }

  @Override
  public void set(double value) {
    if (!(boolean) ADDED.getOpaque(this) || !Double.isFinite(value)) {
      setBase(value);
      return;
    }
    double additions = additionsIfWhole();
    double difference = value - additions;
    // Back and forth without rounding; a NaN says that already the additions are not exact.
    if (Double.compare(difference + additions, value) == 0 && value - difference == additions) {
      setBase(difference);
    } else {
      ExactSum exact = new ExactSum();
      readAdditions(exact, false); // a request may be waiting
      EXACT.setVolatile(this, new Exact(value, exact));
    }
  }

  private void setBase(double value) {
    BASE.setOpaque(this, value);
    if (EXACT.getVolatile(this) != null) {
      EXACT.setVolatile(this, null);
    }
  }

  @Override
  public void add(double delta) {
    if (!Double.isFinite(delta)) { // would stay in the sum whatever is set later
      losses.notFinite(delta);
      return;
    }
    if (!added) {
      ADDED.setOpaque(this, true);
    }
    try {
      Lease lease = stripes.current();
      long whole = (long) delta;
      if ((double) whole != delta
          || whole == Long.MAX_VALUE // which passes for what is beyond
          || !lease.addWhole(lease.near(), address, whole)) {
        addFraction(lease, delta);
      }
    } finally {
      Reference.reachabilityFence(this); // as in StripedCounter
    }
  }

  private void addFraction(Lease lease, double delta) {
    if (!fractions) {
      FRACTIONS.setVolatile(this, true);
    }
    long[] near = lease.near();
    if (DoubleSum.addRecord(near, address + BEGUN, address, delta, address + ENDED)) {
      return;
    }
    lease.add(address + BEGUN, 1);
    VarHandle.storeStoreFence(); // whoever sees a part of the addition sees that it was begun
    DoubleSum.addFraction(lease, lease.near(), address, delta, sum);
    VarHandle.storeStoreFence(); // whoever sees that it ended sees all of it
    lease.add(address + ENDED, 1);
  }

  @Override
  public double value() {
    return value(null);
  }

  /** Returns a recent value; works in {@code working}, or in something of its own if null. */
  private double value(ExactSum working) {
    Exact set = (Exact) EXACT.getAcquire(this);
    double base = set == null ? (double) BASE.getOpaque(this) : set.value;
    if (!(boolean) ADDED.getOpaque(this) || !Double.isFinite(base)) {
      return base;
    }
    if (set == null) {
      double additions = additionsIfWhole();
      if (!Double.isNaN(additions)) {
        return additions == 0 ? base : base + additions;
      }
    }
    ExactSum since = working == null ? new ExactSum() : working;
    readAdditions(since, true);
    if (set != null) {
      since.subtract(set.additions);
    }
    if (since.isZero()) {
      return base; // adding 0 to -0.0 would lose its sign
    }
    since.add(base);
    return since.value();
  }

  /** Returns what was added, or NaN if it was not whole or no double holds it. */
  private double additionsIfWhole() {
    long additions = stripes.reader().sumOfWholes(address);
    VarHandle.acquireFence(); // before the look whether there was more to read
    boolean whole = !(boolean) FRACTIONS.getVolatile(this); // and keeps the gauge until here
    return whole && Math.abs(additions) <= MOST_EXACT ? (double) additions : Double.NaN;
  }

  /** Reads what was added, without an addition of which a part is stored; not for ever. */
  private void readAdditions(ExactSum additions, boolean mayWait) {
    int tries = 0;
    long half;
    do {
      additions.clear();
      long ended = stripes.reader().sum(address + ENDED);
      VarHandle.acquireFence();
      sum.addTo(additions);
      VarHandle.acquireFence();
      half = stripes.reader().sum(address + BEGUN) - ended;
      if (half == 0) {
        HALVES.setOpaque(this, 0L);
        return;
      }
    } while (StripeReader.isTriedAgain(++tries, mayWait && half != (long) HALVES.getOpaque(this)));
    HALVES.setOpaque(this, half);
    losses.torn();
  }

  /** Returns the address of its first cell; they are its own for as long as it is reachable. */
  int address() {
    return address;
  }

  @Override
  public long bytes() {
    return stripes.reader().bytes(address, CELLS);
  }

  @Override
  protected void removed() {
    stripes.retire(this, address, CELLS);
  }

  /** Shows gauges, which have no epochs: they say what is, not what happened. */
  static final class Reader implements SeriesReader<StripedGauge> {
    private final ExactSum working = new ExactSum();

    @Override
    public void show(StripedGauge gauge, MetricsVisitor visitor, boolean closeEpoch) {
      visitor.gauge(gauge, gauge.value(working));
    }
  }

  /** A value, and what had been added when it was set. */
  private record Exact(double value, ExactSum additions) {}
}
