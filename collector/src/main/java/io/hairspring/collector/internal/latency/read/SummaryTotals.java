package io.hairspring.collector.internal.latency.read;

import io.hairspring.collector.internal.latency.window.WindowSnapshots;
import io.hairspring.collector.internal.latency.write.CellSnapshot;
import io.hairspring.collector.internal.latency.write.LatencyLayout;
import io.hairspring.collector.internal.latency.write.NanosSum;
import io.hairspring.collector.view.LatencyShape;
import io.hairspring.collector.view.WindowView;
import java.util.Arrays;

/**
 * What a summary shows of one recorder: sum, count, and quantiles of the main window.
 *
 * <p>Takes 136 bytes, 32 more after a reset, and nothing where nobody asks for a summary.
 */
public final class SummaryTotals extends ShapeTotals {
  private final WindowView window = new QuantilesAlone();
  private final LatencyLayout layout;
  private final double[] quantiles; // the family's, not to be written
  private final double[] quantilesNanos;
  private final long closedCount; // what closed epochs showed
  private final NanosSum closedSum; // and of the sum; null if there were none
  private long count;
  private long activity; // of the recorder, before its cells were last read
  private long startNanos; // of the window then
  private boolean inDoubt; // whether all this may mix two sets of recordings

  /**
   * Creates totals of a recorder, for a family that shows these quantiles.
   *
   * @param closed what closed epochs showed; null for none
   */
  public SummaryTotals(LatencyLayout layout, double[] quantiles, LatencyTotals closed) {
    this.layout = layout;
    this.quantiles = quantiles;
    quantilesNanos = new double[quantiles.length];
    closedCount = closed == null ? 0 : closed.count();
    closedSum = closed == null ? null : NanosSum.copy(closed.sum);
  }

  /**
   * Returns whether this is what a recorder of this activity shows, in a window that starts there.
   * One that is empty by now needs no look at any cell.
   */
  public boolean holds(long activity, CellSnapshot[] taken, long startNanos) {
    if (inDoubt || activity != this.activity) {
      return false;
    }
    if (WindowSnapshots.isNothingSince(taken, startNanos, activity)) {
      Arrays.fill(quantilesNanos, Double.NaN);
      return true;
    }
    return startNanos == this.startNanos;
  }

  /**
   * Takes what was read of a recorder that showed this activity before, and leaves of it what came
   * in a window. Keeps it if it is whole.
   */
  public void keep(
      long activity, CellSnapshot[] taken, long startNanos, LatencyTotals read, boolean whole) {
    inDoubt = true; // unless all of it can be read
    clear();
    add(read.sum);
    if (closedSum != null) {
      subtract(closedSum);
    }
    long before = WindowSnapshots.subtract(taken, startNanos, read);
    read.finishForQuantiles();
    count = before + read.count() - closedCount;
    for (int i = 0; i < quantiles.length; i++) {
      quantilesNanos[i] = read.quantileNanos(quantiles[i]);
    }
    this.activity = activity;
    this.startNanos = startNanos;
    inDoubt = !whole;
  }

  @Override
  LatencyLayout layout() {
    return layout;
  }

  @Override
  public long count() {
    return count;
  }

  @Override
  public int windows() {
    return 1;
  }

  @Override
  public WindowView window(int i) {
    return window;
  }

  /** The main window, of which {@link LatencyShape#SUMMARY} shows quantiles and no more. */
  private final class QuantilesAlone implements WindowView {
    @Override
    public double quantileNanos(double quantile) {
      for (int i = 0; i < quantiles.length; i++) {
        if (quantiles[i] == quantile) {
          return quantilesNanos[i];
        }
      }
      throw notShown();
    }

    @Override
    public double quantile(double quantile) {
      return quantileNanos(quantile) / layout.perUnit();
    }

    @Override
    public double sum() {
      throw notShown();
    }

    @Override
    public double min() {
      throw notShown();
    }

    @Override
    public double max() {
      throw notShown();
    }

    @Override
    public double mean() {
      throw notShown();
    }

    @Override
    public double windowSeconds() {
      throw notShown();
    }

    @Override
    public double coveredSeconds() {
      throw notShown();
    }

    @Override
    public long count() {
      throw notShown();
    }

    @Override
    public long sumNanos() {
      throw notShown();
    }

    @Override
    public double ratePerSecond() {
      throw notShown();
    }

    @Override
    public double minNanos() {
      throw notShown();
    }

    @Override
    public double maxNanos() {
      throw notShown();
    }

    @Override
    public double meanNanos() {
      throw notShown();
    }
  }
}
