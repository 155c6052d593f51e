package io.hairspring.collector.internal.latency.read;

import io.hairspring.collector.internal.latency.write.LatencyLayout;
import io.hairspring.collector.internal.latency.write.NanosSum;
import io.hairspring.collector.view.CellVisitor;
import io.hairspring.collector.view.ExemplarView;
import io.hairspring.collector.view.LatencyView;
import io.hairspring.collector.view.WindowView;

/**
 * What one shape shows of one recorder, kept from one collection to the next. As long as nothing is
 * recorded no cell is read. Other questions throw. Under the registry's reading lock.
 */
abstract class ShapeTotals extends NanosSum implements LatencyView {
  static IllegalStateException notShown() {
    return new IllegalStateException(
        "a visitor that reads shapes only must ask for what the family's shape shows");
  }

  /** Returns the recorder's layout. */
  abstract LatencyLayout layout();

  @Override
  public final int decimalPlaces() {
    return layout().decimalPlaces();
  }

  @Override
  public final long sumNanos() {
    return saturated();
  }

  @Override
  public final double sum() {
    return rounded() / layout().perUnit();
  }

  @Override
  public final double meanNanos() {
    return count() == 0 ? Double.NaN : rounded() / count();
  }

  @Override
  public final double mean() {
    return meanNanos() / layout().perUnit();
  }

  @Override
  public int bounds() {
    return 0;
  }

  @Override
  public double bound(int i) {
    throw notShown();
  }

  @Override
  public long cumulativeCount(int i) {
    throw notShown();
  }

  @Override
  public ExemplarView exemplar(int i) {
    throw notShown();
  }

  @Override
  public final long minNanos() {
    throw notShown();
  }

  @Override
  public final long maxNanos() {
    throw notShown();
  }

  @Override
  public final double quantileNanos(double quantile) {
    throw notShown();
  }

  @Override
  public final double min() {
    throw notShown();
  }

  @Override
  public final double max() {
    throw notShown();
  }

  @Override
  public final double quantile(double quantile) {
    throw notShown();
  }

  @Override
  public final void forEachCell(CellVisitor visitor) {
    throw notShown();
  }

  @Override
  public final byte[] encode() {
    throw notShown();
  }

  @Override
  public int windows() {
    throw notShown();
  }

  @Override
  public WindowView window(int i) {
    throw notShown();
  }
}
