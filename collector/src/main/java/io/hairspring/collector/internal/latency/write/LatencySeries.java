package io.hairspring.collector.internal.latency.write;

import io.hairspring.collector.internal.series.Series;
import io.hairspring.collector.internal.series.SeriesLabels;
import io.hairspring.collector.internal.stripe.Lease;
import io.hairspring.collector.internal.stripe.Stripes;
import io.hairspring.collector.internal.thread.StackRoom;
import io.hairspring.collector.view.ExemplarView;
import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A series of latencies: a set of cells for each stripe that records in it often, and one, the
 * base, for all the others; and the reading of all of them.
 */
public abstract class LatencySeries extends Series implements Series.Recorded {
  private static final VarHandle OWN = handle("own", LatencyCells[].class);
  private static final VarHandle ALL = handle("all", LatencyCells[].class);
  private static final VarHandle BASE = handle("base", LatencyCells.class);

  private static VarHandle handle(String field, Class<?> type) {
    return ConstantBootstraps.fieldVarHandle(
        MethodHandles.lookup(), field, VarHandle.class, LatencySeries.class, type);
  }

  private static final LatencyCells[] NONE = {};

  private final Stripes stripes;
  private final Lease[] places;
  private final LatencyLayout layout;
  private final Clamps clamps;
  // Not a monitor: a virtual thread that meets it must not hold on to its carrier.
  private final ReentrantLock growth = new ReentrantLock();

  // The cells of stripes, each at its stripe's number: as long as the highest of these asks. To
  // find them costs a recording less than in a CellTable. Replaced under the lock with release;
  // writers read it plainly, since a stale one leads them to the base, or if they are the owner to
  // the lock.
  private LatencyCells[] own = NONE;

  // The first of these of an exclusive stripe, found without the table: most series that are hot
  // have one writer. Written by the stripe's owner under the lock, once; read plainly by everybody,
  // who goes by it only if he has the lease of that stripe, and so wrote it or came after.
  private LatencyCells first;
  private int firstStripe = LatencyCells.NO_STRIPE;

  // Those of all stripes that have none of their own, null until there is one. Written under the
  // lock with release, when readers can find it already; read with acquire.
  @SuppressWarnings("UnusedVariable") // reached by BASE alone
  private LatencyCells base;

  // All of these, in the order in which they were made; elements never change. Replaced under the
  // lock with release; read with acquire.
  private LatencyCells[] all = NONE;

  public LatencySeries(
      SeriesLabels labels, String[] values, Stripes stripes, LatencyLayout layout, Clamps clamps) {
    super(labels, values);
    this.stripes = stripes;
    places = stripes.places();
    this.layout = layout;
    this.clamps = clamps;
  }

  /** Records one latency. Any thread. */
  public final void record(long nanos) {
    // Two calls for two kinds of cells: made one, the compiler would prepare for either each time.
    Lease lease = Stripes.current(places, stripes);
    LatencyCells cells = first;
    if (firstStripe != lease.index()) { // never asks the first ones, whose owner writes that line
      cells = ownOrNull(lease);
      if (cells == null) {
        recordSeldom(lease, nanos, lease.makesHot(this));
        return;
      }
    }
    cells.record(nanos);
  }

  /** Records a latency of a request, which is what may be hot. */
  public final void record(Lease lease, long nanos) {
    LatencyCells cells = ownOrNull(lease);
    if (cells != null) {
      cells.record(nanos);
    } else {
      recordSeldom(lease, nanos, false);
    }
  }

  private LatencyCells ownOrNull(Lease lease) {
    LatencyCells[] table = own;
    return lease.index() < table.length ? table[lease.index()] : null;
  }

  private void recordSeldom(Lease lease, long nanos, boolean hot) {
    LatencyCells cells = hot ? ownCells(lease) : base(lease);
    if (cells.shared() != null) {
      cells.recordShared(nanos);
    } else {
      cells.record(nanos);
    }
  }

  /** As {@link io.hairspring.collector.LatencyRecorder#recordCorrected}. */
  public final void recordCorrected(long nanos, long expectedIntervalNanos) {
    Lease lease = Stripes.current(places, stripes);
    LatencyCells cells = ownOrNull(lease);
    if (cells == null) {
      cells = lease.makesHot(this) ? ownCells(lease) : base(lease);
    }
    if (expectedIntervalNanos > 0) {
      cells.recordCorrected(nanos, expectedIntervalNanos);
    } else {
      cells.record(nanos);
    }
  }

  /** Returns the stripes of the collector that this recorder belongs to. */
  public final Stripes stripes() {
    return stripes;
  }

  /** Returns the exemplar of a bucket in the open epoch, or null. Any thread. */
  public abstract ExemplarView exemplar(int bucket);

  public final LatencyLayout layout() {
    return layout;
  }

  @Override
  public final long activity() {
    long activity = 0;
    for (LatencyCells cells : all()) {
      activity += cells.activity();
    }
    return activity;
  }

  /** Returns all cells there are, for reading. Another array may have more behind them, later. */
  public final LatencyCells[] all() {
    return (LatencyCells[]) ALL.getAcquire(this);
  }

  /**
   * Reads everything recorded so far. Returns whether that is one set of recordings; if not, that
   * is counted.
   */
  public final boolean readInto(CellTotals totals) {
    return readInto(totals, false);
  }

  public final boolean readInto(CellTotals totals, boolean corrected) {
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

  private boolean addTo(CellAccumulator sums, boolean corrected, boolean settled) {
    LatencyCells[] all = all();
    boolean whole = true;
    long limit = settled ? SettledReader.limit() : 0;
    for (int i = 0; i < all.length && (whole || settled); i++) {
      whole &=
          settled
              ? layout.settled().add(all[i], corrected, sums, limit)
              : all[i].addTo(sums, corrected);
    }
    return whole;
  }

  /** Adds what a stripe holds, and waits if it takes that to find one set of recordings. */
  public final boolean addSettled(LatencyCells cells, CellAccumulator sums, long limit) {
    return layout.settled().add(cells, false, sums, limit);
  }

  /** Counts an answer that may not be of one set of recordings. */
  public final void torn() {
    clamps.torn();
  }

  /** Returns where a stripe records that has no cells of its own. */
  private LatencyCells base(Lease lease) {
    LatencyCells cells = (LatencyCells) BASE.getAcquire(this);
    if (cells != null) {
      int writer = (int) LatencyCells.STRIPE.getAcquire(cells);
      if (writer == LatencyCells.NO_STRIPE || writer == lease.index()) {
        return cells;
      }
    }
    return baseOfMore(lease);
  }

  /** Returns the base, made if need be, for a stripe that may be another than its only writer. */
  private LatencyCells baseOfMore(Lease lease) {
    StackRoom.require();
    growth.lock();
    try {
      if (base == null) {
        boolean first = all.length == 0 && !lease.isShared();
        int writer = first ? lease.index() : LatencyCells.NO_STRIPE;
        LatencyCells made = new LatencyCells(layout, clamps, writer, true, true);
        add(made);
        BASE.setRelease(this, made);
      } else if (base.stripe != lease.index()) {
        LatencyCells.STRIPE.setRelease(base, LatencyCells.NO_STRIPE);
      }
      return base;
    } finally {
      growth.unlock();
    }
  }

  /** Returns the cells of the stripe of the caller's lease, which are its own from now on. */
  public final LatencyCells ownCells(Lease lease) {
    StackRoom.require();
    growth.lock();
    try {
      LatencyCells cells = ownOrNull(lease);
      if (cells != null) {
        return cells;
      }
      LatencyCells made = new LatencyCells(layout, clamps, lease.index(), lease.isShared(), false);
      LatencyCells[] more = Arrays.copyOf(own, Math.max(own.length, lease.index() + 1));
      more[lease.index()] = made;
      boolean onlyBase = base != null && all.length == 1;
      if (onlyBase && base.stripe == lease.index() && made.takeOver(base)) {
        // The caller alone recorded there, and it records here now; whoever comes later finds the
        // base closed, and makes another. One store shows readers these counts for those.
        LatencyCells.STRIPE.setRelease(base, LatencyCells.CLOSED);
        BASE.setRelease(this, null);
        ALL.setRelease(this, new LatencyCells[] {made});
      } else {
        add(made);
      }
      if (first == null && !lease.isShared()) {
        first = made;
        firstStripe = lease.index();
      }
      OWN.setRelease(this, more);
      stripes.countOwnCells();
      return made;
    } finally {
      growth.unlock();
    }
  }

  private void add(LatencyCells made) {
    LatencyCells[] more = Arrays.copyOf(all, all.length + 1);
    more[all.length] = made;
    ALL.setRelease(this, more);
  }
}
