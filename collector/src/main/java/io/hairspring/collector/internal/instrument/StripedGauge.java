package io.hairspring.collector.internal.instrument;

import io.hairspring.collector.Gauge;
import io.hairspring.collector.internal.series.Series;
import io.hairspring.collector.internal.series.SeriesLabels;
import io.hairspring.collector.internal.series.SeriesReader;
import io.hairspring.collector.internal.stripe.ExactSum;
import io.hairspring.collector.internal.stripe.Lease;
import io.hairspring.collector.internal.stripe.Stripes;
import io.hairspring.collector.view.MetricsVisitor;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.Reference;

/**
 * A gauge of some cells of additions per stripe, and a base that setting moves. The addition of a
 * whole number is a single store.
 */
final class StripedGauge extends Series implements Gauge {
  private static final long MOST_EXACT = 1L << 53; // up to here a double holds any whole number

  private static final VarHandle BASE;
  private static final VarHandle ADDED;
  private static final VarHandle EXACT;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      BASE = lookup.findVarHandle(StripedGauge.class, "base", double.class);
      ADDED = lookup.findVarHandle(StripedGauge.class, "added", boolean.class);
      EXACT = lookup.findVarHandle(StripedGauge.class, "exact", Exact.class);
    } catch (ReflectiveOperationException impossible) {
      throw new ExceptionInInitializerError(impossible);
    }
  }

  private final Stripes stripes;
  private final int address;
  private final ExactAdditions additions;
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

  StripedGauge(SeriesLabels labels, String[] values, Stripes stripes, Losses losses) {
    super(labels, values);
    this.stripes = stripes;
    this.losses = losses;
    additions = new ExactAdditions(stripes, losses);
    address = additions.address();
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
    double added = additionsIfWhole();
    double difference = value - added;
    // Back and forth without rounding; a NaN says that already the additions are not exact.
    if (Double.compare(difference + added, value) == 0 && value - difference == added) {
      setBase(difference);
    } else {
      ExactSum exact = new ExactSum();
      additions.read(exact, false); // a request may be waiting
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
        additions.addFraction(lease, delta);
      }
    } finally {
      Reference.reachabilityFence(this); // as in StripedCounter
    }
  }

  @Override
  public double value() {
    try {
      return value(null);
    } finally {
      Reference.reachabilityFence(this); // as in StripedCounter
    }
  }

  /** Returns a recent value; works in {@code working}, or in something of its own if null. */
  private double value(ExactSum working) {
    Exact set = (Exact) EXACT.getAcquire(this);
    double base = set == null ? (double) BASE.getOpaque(this) : set.value;
    if (!(boolean) ADDED.getOpaque(this) || !Double.isFinite(base)) {
      return base;
    }
    if (set == null) {
      double whole = additionsIfWhole();
      if (!Double.isNaN(whole)) {
        return whole == 0 ? base : base + whole;
      }
    }
    ExactSum since = working == null ? new ExactSum() : working;
    additions.read(since, true);
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
    long wholes = stripes.reader().sumOfWholes(address);
    VarHandle.acquireFence(); // before the look whether there was more to read
    boolean whole = !additions.hasFractions(); // and keeps the gauge until here
    return whole && Math.abs(wholes) <= MOST_EXACT ? (double) wholes : Double.NaN;
  }

  /** Returns the address of its first cell; they are its own for as long as it is reachable. */
  int address() {
    return address;
  }

  @Override
  public long bytes() {
    return additions.bytes();
  }

  @Override
  protected void removed() {
    additions.retire(this);
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
