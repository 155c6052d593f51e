package io.hairspring.collector.internal.latency;

import io.hairspring.collector.Exemplar;
import io.hairspring.collector.ValueRecorder;
import io.hairspring.collector.internal.clock.SlidingWindow;
import io.hairspring.collector.internal.exemplar.ExemplarSampling;
import io.hairspring.collector.internal.latency.write.CellOwners;
import io.hairspring.collector.internal.latency.write.Clamps;
import io.hairspring.collector.internal.latency.write.LatencyLayout;
import io.hairspring.collector.internal.series.SeriesLabels;
import io.hairspring.collector.view.LatencyView;
import io.hairspring.collector.view.MetricsVisitor;
import java.util.List;
import java.util.function.DoubleConsumer;
import org.HdrHistogram.Histogram;

/** A value recorder: the cells of a latency recorder, with other steps than nanoseconds. */
public final class StripedValueRecorder extends RecorderSeries implements ValueRecorder {
  private final DoubleConsumer refused;
  private final double perUnit;
  private final long mostWhole; // the largest whole number whose steps a long holds

  /**
   * Creates a recorder.
   *
   * @param windows its windows, the main one first
   * @param refused is told of what is not a finite number
   */
  public StripedValueRecorder(
      SeriesLabels labels,
      String[] values,
      CellOwners owners,
      LatencyLayout layout,
      Clamps clamps,
      ExemplarSampling sampling,
      List<SlidingWindow> windows,
      DoubleConsumer refused) {
    super(labels, values, owners, layout, clamps, sampling, windows);
    this.refused = refused;
    perUnit = layout.perUnit();
    mostWhole = Long.MAX_VALUE / (long) perUnit;
  }

  @Override
  public void observe(long value) {
    record(steps(value));
  }

  @Override
  public void observe(double value) {
    if (Double.isFinite(value)) {
      record(steps(value));
    } else {
      refused.accept(value);
    }
  }

  @Override
  public void observe(long value, Exemplar exemplar) {
    observe(value);
    offer(steps(value), exemplar);
  }

  @Override
  public void observe(double value, Exemplar exemplar) {
    observe(value);
    if (Double.isFinite(value)) {
      offer(steps(value), exemplar);
    }
  }

  private long steps(long value) {
    return value > mostWhole ? Long.MAX_VALUE : value < 0 ? -1 : value * (long) perUnit;
  }

  private long steps(double value) {
    return value < 0 ? -1 : (long) Math.rint(value * perUnit); // also -0.4 is below all values
  }

  @Override
  void show(MetricsVisitor visitor, LatencyView values) {
    visitor.values(this, values);
  }

  @Override
  public Histogram histogram() {
    return histogram(false);
  }
}
