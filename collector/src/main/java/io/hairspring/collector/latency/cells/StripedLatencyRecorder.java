package io.hairspring.collector.latency.cells;

import io.hairspring.collector.exemplar.Exemplar;
import io.hairspring.collector.exemplar.kept.ExemplarSampling;
import io.hairspring.collector.latency.LatencyRecorder;
import io.hairspring.collector.series.Recorded;
import io.hairspring.collector.series.Series;
import io.hairspring.collector.series.SeriesLabels;
import io.hairspring.collector.snapshot.ExemplarView;
import io.hairspring.collector.snapshot.LatencyView;
import io.hairspring.collector.snapshot.WindowView;
import io.hairspring.collector.stripe.Lease;
import io.hairspring.collector.stripe.Stripes;
import io.hairspring.collector.window.SlidingWindow;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;

/** A latency recorder of one set of cells per stripe that ever wrote it. */
public final class StripedLatencyRecorder extends Series implements LatencyRecorder, Recorded {
  private static final VarHandle BY_STRIPE;
  private static final VarHandle EXEMPLARS;
  private static final VarHandle CELLS = MethodHandles.arrayElementVarHandle(LatencyCells[].class);

  static {
    try {
      EXEMPLARS =
          MethodHandles.lookup()
              .findVarHandle(StripedLatencyRecorder.class, "exemplars", BucketExemplars.class);
      BY_STRIPE =
          MethodHandles.lookup()
              .findVarHandle(StripedLatencyRecorder.class, "byStripe", LatencyCells[].class);
    } catch (ReflectiveOperationException impossible) {
      throw new ExceptionInInitializerError(impossible);
    }
  }

  private static final LatencyCells[] NONE = {};

  private final Stripes stripes;
  private final Lease[] places;
  private final LatencyLayout layout;
  private final Clamps clamps;
  private final ExemplarSampling sampling;
  private final LongSupplier nanoTime;

  // Not a monitor: a virtual thread that meets it must not hold on to its carrier.
  private final ReentrantLock growth = new ReentrantLock();

  // Array and elements are written under the lock with release; writers read them plainly, since a
  // stale array only leads to the lock, and readers with acquire.
  private LatencyCells[] byStripe = NONE;

  private final List<SlidingWindow> windows;
  private final WindowSnapshots snapshots;

  // Made by the first recording with an exemplar, by compare-and-exchange; read with acquire, since
  // its array must be seen with it.
  @SuppressWarnings("UnusedVariable") // reached by EXEMPLARS alone
  private BucketExemplars exemplars;

  // Figures shown as gauges, and the walk that computed them; under the reading lock. See
  // GaugeFigures.
  double[] figures;
  long figuresWalk;

  CellSnapshot baseline; // what closed epochs showed; under the reading lock

  // What the last walk showed as a histogram and as a summary, null before the first of the open
  // epoch; under the reading lock.
  BucketTotals buckets;
  SummaryTotals summary;

  /**
   * Creates a recorder.
   *
   * @param windows its windows, the main one first
   * @param nanoTime the collector's ticker
   */
  public StripedLatencyRecorder(
      SeriesLabels labels,
      String[] values,
      Stripes stripes,
      LatencyLayout layout,
      Clamps clamps,
      ExemplarSampling sampling,
      List<SlidingWindow> windows,
      LongSupplier nanoTime) {
    super(labels, values);
    this.stripes = stripes;
    places = stripes.places();
    this.layout = layout;
    this.clamps = clamps;
    this.sampling = sampling;
    this.nanoTime = nanoTime;
    this.windows = windows;
    snapshots = new WindowSnapshots(windows.size());
  }

  @Override
  public void record(long nanos) {
    cells(Stripes.current(places, stripes)).record(nanos);
  }

  @Override
  public void record(long nanos, Exemplar exemplar) {
    record(nanos);
    if (exemplar != null) {
      offer(nanos, exemplar);
    }
  }

  /** Offers an exemplar of a latency that was recorded. */
  public void offer(long nanos, Exemplar exemplar) {
    writableExemplars().offer(nanos, exemplar, sampling);
  }

  private BucketExemplars writableExemplars() {
    BucketExemplars kept = (BucketExemplars) EXEMPLARS.getAcquire(this);
    if (kept == null) {
      BucketExemplars made = new BucketExemplars(layout);
      BucketExemplars other = (BucketExemplars) EXEMPLARS.compareAndExchange(this, null, made);
      kept = other == null ? made : other;
    }
    return kept;
  }

  /** Returns the exemplar of a bucket in the open epoch, or null. Any thread. */
  ExemplarView exemplar(int bucket) {
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

  @Override
  public void recordCorrected(long nanos, long expectedIntervalNanos) {
    LatencyCells cells = cells(Stripes.current(places, stripes));
    if (expectedIntervalNanos > 0) {
      cells.recordCorrected(nanos, expectedIntervalNanos);
    } else {
      cells.record(nanos);
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
  public long count() {
    return totals(false).count();
  }

  @Override
  public LatencyView total() {
    return totals(false);
  }

  @Override
  public Histogram histogram() {
    return totals(false).histogram();
  }

  @Override
  public Histogram correctedHistogram() {
    return totals(true).histogram();
  }

  @Override
  public WindowView window() {
    SlidingWindow window = windows.get(0);
    long startNanos = window.startNanos();
    CellSnapshot[] taken = snapshots.of(0); // before the cells, so that none shrinks
    LatencyTotals now = new LatencyTotals(layout);
    readInto(now);
    WindowTotals totals = new WindowTotals(window, layout);
    totals.compute(now, taken, startNanos, window.secondsSince(startNanos));
    return totals;
  }

  /** Returns the stripes of the collector that this recorder belongs to. */
  public Stripes stripes() {
    return stripes;
  }

  LatencyLayout layout() {
    return layout;
  }

  WindowSnapshots snapshots() {
    return snapshots;
  }

  @Override
  public long activity() {
    long activity = 0;
    LatencyCells[] all = (LatencyCells[]) BY_STRIPE.getAcquire(this);
    for (int i = 0; i < all.length; i++) {
      LatencyCells cells = (LatencyCells) CELLS.getAcquire(all, i);
      activity += cells == null ? 0 : cells.activity();
    }
    return activity;
  }

  /** Returns how many stripes may have cells. */
  int writers() {
    return ((LatencyCells[]) BY_STRIPE.getAcquire(this)).length;
  }

  /** Returns the cells of a stripe below {@link #writers}, null if it has none. */
  LatencyCells cells(int stripe) {
    return (LatencyCells) CELLS.getAcquire((LatencyCells[]) BY_STRIPE.getAcquire(this), stripe);
  }

  /**
   * Reads everything recorded so far. Returns whether that is one set of recordings; if not, that
   * is counted.
   */
  boolean readInto(CellTotals totals) {
    return readInto(totals, false);
  }

  private boolean readInto(CellTotals totals, boolean corrected) {
    totals.clear();
    if (addTo(totals, corrected, false)) {
      return true;
    }
    totals.clear();
    if (addTo(totals, corrected, true)) {
      return true;
    }
    torn();
    return false;
  }

  private boolean addTo(CellSums sums, boolean corrected, boolean settled) {
    LatencyCells[] all = (LatencyCells[]) BY_STRIPE.getAcquire(this);
    boolean whole = true;
    long limit = settled ? SettledReader.limit() : 0;
    for (int i = 0; i < all.length && (whole || settled); i++) {
      LatencyCells cells = (LatencyCells) CELLS.getAcquire(all, i);
      if (cells != null) {
        whole &=
            settled
                ? layout.settled().add(cells, corrected, sums, limit)
                : cells.addTo(sums, corrected);
      }
    }
    return whole;
  }

  /** Adds what a stripe holds, and waits if it takes that to find one set of recordings. */
  boolean addSettled(LatencyCells cells, CellSums sums, long limit) {
    return layout.settled().add(cells, false, sums, limit);
  }

  /** Counts an answer that may not be of one set of recordings. */
  void torn() {
    clamps.torn();
  }

  /** Returns the cells of the stripe of the caller's lease. */
  LatencyCells cells(Lease lease) {
    LatencyCells[] all = byStripe;
    int index = lease.index();
    if (index < all.length) {
      LatencyCells cells = all[index];
      if (cells != null) {
        return cells;
      }
    }
    return newCells(lease);
  }

  private LatencyCells newCells(Lease lease) {
    growth.lock();
    try {
      int index = lease.index();
      LatencyCells[] all = byStripe;
      if (index >= all.length) {
        all = Arrays.copyOf(all, index + 1);
        BY_STRIPE.setRelease(this, all);
      }
      if (all[index] == null) {
        CELLS.setRelease(all, index, new LatencyCells(layout, clamps, lease.isShared()));
      }
      return all[index];
    } finally {
      growth.unlock();
    }
  }

  private LatencyTotals totals(boolean corrected) {
    LatencyTotals totals = new LatencyTotals(layout);
    readInto(totals, corrected);
    totals.finish();
    return totals;
  }
}
