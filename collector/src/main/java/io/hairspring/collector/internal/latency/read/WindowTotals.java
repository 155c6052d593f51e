package io.hairspring.collector.internal.latency.read;

import io.hairspring.collector.internal.clock.SlidingWindow;
import io.hairspring.collector.internal.latency.window.WindowSnapshots;
import io.hairspring.collector.internal.latency.write.CellSnapshot;
import io.hairspring.collector.internal.latency.write.LatencyLayout;
import io.hairspring.collector.view.WindowView;

/** One window of one recorder, computed when somebody asks for it. Used again for the next one. */
public final class WindowTotals implements WindowView {
  private final SlidingWindow window;
  private final LatencyTotals totals;
  private double coveredSeconds;

  public WindowTotals(SlidingWindow window, LatencyLayout layout) {
    this.window = window;
    totals = new LatencyTotals(layout);
  }

  /** Computes what came after {@code startNanos}. */
  public void compute(
      LatencyTotals now, CellSnapshot[] snapshots, long startNanos, double coveredSeconds) {
    this.coveredSeconds = coveredSeconds;
    totals.copy(now);
    WindowSnapshots.subtract(snapshots, startNanos, totals);
    totals.finish();
  }

  @Override
  public double windowSeconds() {
    return window.lengthSeconds();
  }

  @Override
  public double coveredSeconds() {
    return coveredSeconds;
  }

  @Override
  public long count() {
    return totals.count();
  }

  @Override
  public long sumNanos() {
    return totals.sumNanos();
  }

  @Override
  public double ratePerSecond() {
    return coveredSeconds > 0 ? totals.count() / coveredSeconds : Double.NaN;
  }

  @Override
  public double minNanos() {
    return totals.count() == 0 ? Double.NaN : totals.minNanos();
  }

  @Override
  public double maxNanos() {
    return totals.count() == 0 ? Double.NaN : totals.maxNanos();
  }

  @Override
  public double meanNanos() {
    return totals.meanNanos();
  }

  @Override
  public double quantileNanos(double quantile) {
    return totals.quantileNanos(quantile);
  }

  @Override
  public double sum() {
    return totals.sum();
  }

  @Override
  public double min() {
    return totals.count() == 0 ? Double.NaN : totals.min();
  }

  @Override
  public double max() {
    return totals.count() == 0 ? Double.NaN : totals.max();
  }

  @Override
  public double mean() {
    return totals.mean();
  }

  @Override
  public double quantile(double quantile) {
    return totals.quantile(quantile);
  }
}
