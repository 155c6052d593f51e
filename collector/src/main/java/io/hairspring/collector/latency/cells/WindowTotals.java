package io.hairspring.collector.latency.cells;

import io.hairspring.collector.snapshot.WindowView;
import io.hairspring.collector.window.SlidingWindow;

/** One window of one recorder, computed when somebody asks for it. Used again for the next one. */
final class WindowTotals implements WindowView {
  private final SlidingWindow window;
  private final LatencyTotals totals;

  WindowTotals(SlidingWindow window, LatencyLayout layout) {
    this.window = window;
    totals = new LatencyTotals(layout, null);
  }

  /** Computes what came after {@code start}; null for a window that covers everything. */
  void compute(LatencyTotals now, CellSnapshot start) {
    totals.copy(now);
    if (start != null) {
      start.subtractFrom(totals);
    }
    totals.finish();
  }

  @Override
  public double windowSeconds() {
    return window.lengthSeconds();
  }

  @Override
  public double coveredSeconds() {
    return window.coveredSeconds();
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
    double seconds = coveredSeconds();
    return seconds > 0 ? totals.count() / seconds : Double.NaN;
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
}
