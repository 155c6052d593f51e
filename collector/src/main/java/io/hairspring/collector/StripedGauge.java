package io.hairspring.collector;

import io.hairspring.collector.series.Series;
import io.hairspring.collector.series.SeriesLabels;
import io.hairspring.collector.series.SeriesReader;
import io.hairspring.collector.snapshot.MetricsVisitor;
import io.hairspring.collector.stripe.Stripes;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** A gauge of one cell of additions per stripe, and a base that setting moves. */
final class StripedGauge extends Series implements Gauge {
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
    address = stripes.allocate(1);
  }

  @Override
  public void set(double value) {
    double additions = additions();
    double difference = value - additions;
    if (additions != 0 && Double.compare(difference + additions, value) != 0) {
      EXACT.setVolatile(this, new Exact(value, additions));
      return;
    }
    BASE.setOpaque(this, difference);
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
    stripes.current().addDouble(address, delta);
  }

  @Override
  public double value() {
    Exact set = (Exact) EXACT.getAcquire(this);
    if (set != null) {
      double since = additions() - set.additions;
      return since == 0 ? set.value : set.value + since; // adding 0 to -0.0 would lose its sign
    }
    double base = (double) BASE.getOpaque(this);
    double additions = additions();
    return additions == 0 ? base : base + additions;
  }

  private double additions() {
    return (boolean) ADDED.getOpaque(this) ? stripes.sumDouble(address) : 0;
  }

  @Override
  protected void removed() {
    stripes.retire(this, address, 1);
  }

  /** Shows gauges, which have no epochs: they say what is, not what happened. */
  static final class Reader implements SeriesReader<StripedGauge> {
    @Override
    public void show(StripedGauge gauge, MetricsVisitor visitor, boolean closeEpoch) {
      visitor.gauge(gauge, gauge.value());
    }
  }

  /** A value, and what had been added when it was set. */
  private record Exact(double value, double additions) {}
}
