package io.hairspring.collector.internal.latency;

import io.hairspring.collector.Exemplar;
import io.hairspring.collector.LatencyRecorder;
import io.hairspring.collector.internal.clock.SlidingWindow;
import io.hairspring.collector.internal.exemplar.ExemplarSampling;
import io.hairspring.collector.internal.latency.write.CellOwners;
import io.hairspring.collector.internal.latency.write.Clamps;
import io.hairspring.collector.internal.latency.write.LatencyLayout;
import io.hairspring.collector.internal.series.SeriesLabels;
import io.hairspring.collector.view.LatencyView;
import io.hairspring.collector.view.MetricsVisitor;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;

/** A latency recorder. */
public final class StripedLatencyRecorder extends RecorderSeries implements LatencyRecorder {
  private final LongSupplier nanoTime;

  /**
   * Creates a recorder.
   *
   * @param windows its windows, the main one first
   * @param nanoTime the collector's ticker
   */
  public StripedLatencyRecorder(
      SeriesLabels labels,
      String[] values,
      CellOwners owners,
      LatencyLayout layout,
      Clamps clamps,
      ExemplarSampling sampling,
      List<SlidingWindow> windows,
      LongSupplier nanoTime) {
    super(labels, values, owners, layout, clamps, sampling, windows);
    this.nanoTime = nanoTime;
  }

  @Override
  public void record(long nanos, Exemplar exemplar) {
    record(nanos);
    offer(nanos, exemplar);
  }

  @Override
  public void recordWithExemplar(long nanos, Supplier<? extends Exemplar> exemplar) {
    record(nanos);
    if (keepsExemplar(nanos)) {
      offer(nanos, exemplar.get());
    }
  }

  @Override
  public long start() {
    return nanoTime.getAsLong();
  }

  @Override
  public void stop(long startNanos) {
    record(nanoTime.getAsLong() - startNanos);
  }

  @Override
  void show(MetricsVisitor visitor, LatencyView values) {
    visitor.latency(this, values);
  }

  @Override
  public Histogram histogram() {
    return histogram(false);
  }

  @Override
  public Histogram correctedHistogram() {
    return histogram(true);
  }
}
