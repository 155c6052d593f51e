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

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      BASE = lookup.findVarHandle(StripedGauge.class, "base", double.class);
      ADDED = lookup.findVarHandle(StripedGauge.class, "added", boolean.class);
    } catch (ReflectiveOperationException impossible) {
      throw new ExceptionInInitializerError(impossible);
    }
  }

  private final Stripes stripes;
  private final int address;

  // The value without the additions. Opaque: the last set wins and publishes nothing else.
  @SuppressWarnings("UnusedVariable") // reached by BASE alone
  private double base;

  // Whether the cells may hold anything, so that a gauge that is only set need not add them up.
  // Opaque, and only ever set to true: whoever misses it runs at the same time as the addition.
  private boolean added;

  StripedGauge(SeriesLabels labels, String[] values, Stripes stripes) {
    super(labels, values);
    this.stripes = stripes;
    address = stripes.allocate(1);
  }

  @Override
  public void set(double value) {
    BASE.setOpaque(this, value - additions());
  }

  @Override
  public void add(double delta) {
    if (!added) {
      ADDED.setOpaque(this, true);
    }
    stripes.current().addDouble(address, delta);
  }

  @Override
  public double value() {
    double set = (double) BASE.getOpaque(this);
    double additions = additions();
    return additions == 0 ? set : set + additions; // adding 0 to -0.0 would lose its sign
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
}
