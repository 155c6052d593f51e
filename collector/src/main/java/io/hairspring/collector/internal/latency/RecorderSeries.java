package io.hairspring.collector.internal.latency;

import io.hairspring.collector.Exemplar;
import io.hairspring.collector.internal.clock.SlidingWindow;
import io.hairspring.collector.internal.exemplar.ExemplarSampling;
import io.hairspring.collector.internal.latency.read.BucketTotals;
import io.hairspring.collector.internal.latency.read.LatencyTotals;
import io.hairspring.collector.internal.latency.read.SummaryTotals;
import io.hairspring.collector.internal.latency.read.WindowTotals;
import io.hairspring.collector.internal.latency.window.WindowSnapshots;
import io.hairspring.collector.internal.latency.write.BucketExemplars;
import io.hairspring.collector.internal.latency.write.CellOwners;
import io.hairspring.collector.internal.latency.write.CellSnapshot;
import io.hairspring.collector.internal.latency.write.Clamps;
import io.hairspring.collector.internal.latency.write.LatencyLayout;
import io.hairspring.collector.internal.latency.write.LatencySeries;
import io.hairspring.collector.internal.series.SeriesLabels;
import io.hairspring.collector.view.ExemplarView;
import io.hairspring.collector.view.LatencyView;
import io.hairspring.collector.view.MetricsVisitor;
import io.hairspring.collector.view.WindowView;
import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import org.HdrHistogram.Histogram;

/** A series of latencies or other values, with windows, exemplars, and what readers keep. */
public abstract class RecorderSeries extends LatencySeries {
  private static final VarHandle EXEMPLARS =
      ConstantBootstraps.fieldVarHandle(
          MethodHandles.lookup(),
          "exemplars",
          VarHandle.class,
          RecorderSeries.class,
          BucketExemplars.class);

  private final ExemplarSampling sampling;

  private final List<SlidingWindow> windows;
  private final WindowSnapshots snapshots;

  // Made by the first recording with an exemplar, by compare-and-exchange; read with acquire, since
  // its array must be seen with it.
  @SuppressWarnings("UnusedVariable") // reached by EXEMPLARS alone
  private BucketExemplars exemplars;

  // Figures shown as gauges, and the collection that computed them; under the reading lock. See
  // GaugeFigures.
  double[] figures;
  long figuresCollection;

  CellSnapshot baseline; // what closed epochs showed; under the reading lock

  // What the last collection showed as a histogram and as a summary, null before the first of the
  // open epoch; under the reading lock.
  BucketTotals buckets;
  SummaryTotals summary;

  /**
   * Creates a recorder.
   *
   * @param windows its windows, the main one first
   */
  RecorderSeries(
      SeriesLabels labels,
      String[] values,
      CellOwners owners,
      LatencyLayout layout,
      Clamps clamps,
      ExemplarSampling sampling,
      List<SlidingWindow> windows) {
    super(labels, values, owners, layout, clamps);
    this.sampling = sampling;
    this.windows = windows;
    snapshots = new WindowSnapshots(windows.size());
  }

  @Override
  protected String valueText() {
    return "count " + count();
  }

  /** Offers an exemplar of what was recorded; null for none. */
  public final void offer(long nanos, Exemplar exemplar) {
    if (exemplar != null) {
      writableExemplars().offer(nanos, exemplar, sampling);
    }
  }

  /** Returns whether an exemplar of what was recorded would be kept now. */
  final boolean keepsExemplar(long nanos) {
    BucketExemplars kept = (BucketExemplars) EXEMPLARS.getAcquire(this);
    return kept == null || kept.isDue(nanos, sampling);
  }

  private BucketExemplars writableExemplars() {
    BucketExemplars kept = (BucketExemplars) EXEMPLARS.getAcquire(this);
    if (kept == null) {
      BucketExemplars made = new BucketExemplars(layout());
      BucketExemplars other = (BucketExemplars) EXEMPLARS.compareAndExchange(this, null, made);
      kept = other == null ? made : other;
    }
    return kept;
  }

  @Override
  public ExemplarView exemplar(int bucket) {
    BucketExemplars kept = (BucketExemplars) EXEMPLARS.getAcquire(this);
    return kept == null ? null : kept.get(bucket);
  }

  @Override
  protected void forgetExemplars() {
    BucketExemplars kept = (BucketExemplars) EXEMPLARS.getAcquire(this);
    if (kept != null) {
      kept.clear();
    }
  }

  /** Shows what it holds to a visitor of its kind. */
  abstract void show(MetricsVisitor visitor, LatencyView values);

  /** Returns how much was recorded so far, whatever was reset meanwhile. */
  public final long count() {
    return totals(false).count();
  }

  /** Returns everything recorded so far, whatever was reset meanwhile. */
  public final LatencyView total() {
    return totals(false);
  }

  /** Returns everything recorded so far as HdrHistogram would hold it, corrected or not. */
  final Histogram histogram(boolean corrected) {
    return totals(corrected).histogram();
  }

  /** Returns what the main window holds now. */
  public final WindowView window() {
    SlidingWindow window = windows.get(0);
    long startNanos = window.startNanos();
    CellSnapshot[] taken = snapshots.of(0); // before the cells, so that none shrinks
    LatencyTotals now = new LatencyTotals(layout());
    readInto(now);
    WindowTotals totals = new WindowTotals(window, layout());
    totals.compute(now, taken, startNanos, window.secondsSince(startNanos));
    return totals;
  }

  WindowSnapshots snapshots() {
    return snapshots;
  }

  private LatencyTotals totals(boolean corrected) {
    LatencyTotals totals = new LatencyTotals(layout());
    readInto(totals, corrected);
    totals.finish();
    return totals;
  }
}
