package io.hairspring.collector.internal.latency.write;

import io.hairspring.collector.internal.series.SeriesLabels;
import io.hairspring.collector.internal.stripe.Lease;
import io.hairspring.collector.internal.stripe.Stripes;
import io.hairspring.collector.internal.thread.StackRoom;
import io.hairspring.collector.view.ExemplarView;
import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A series of latencies: a set of cells for each stripe that records in it often, and one, the
 * base, for all the others.
 */
public abstract class LatencySeries extends ReadableSeries {
  private static final VarHandle OWN = handle("own", LatencyCells[].class);
  private static final VarHandle BASE = handle("base", LatencyCells.class);

  private static VarHandle handle(String field, Class<?> type) {
    return ConstantBootstraps.fieldVarHandle(
        MethodHandles.lookup(), field, VarHandle.class, LatencySeries.class, type);
  }

  private final CellOwners owners;
  private final Stripes stripes;
  private final Lease[] places;
  private final int pageShift; // the layout's figure, here because each recording needs it
  // Not a monitor: a virtual thread that meets it must not hold on to its carrier.
  private final ReentrantLock growth = new ReentrantLock();

  // The cells of stripes, each at its stripe's number: as long as the highest of these asks. To
  // find them costs a recording less than in a CellTable. Replaced under the lock with release;
  // writers read it plainly, since a stale one leads them to the base, or if they are the owner to
  // the lock. One that was replaced to close cells is stale to their owner until it has passed.
  private LatencyCells[] own = NONE;

  // Those of all stripes that have none of their own, null until there is one. Written under the
  // lock with release, when readers can find it already; read with acquire.
  @SuppressWarnings("UnusedVariable") // reached by BASE alone
  private LatencyCells base;

  // Who keeps own cells of this series in another table, null for nobody; under the lock. Weak,
  // since a series may outlive them.
  private Set<CellHolder> holders;

  public LatencySeries(
      SeriesLabels labels,
      String[] values,
      CellOwners owners,
      LatencyLayout layout,
      Clamps clamps) {
    super(labels, values, layout, clamps);
    this.owners = owners;
    stripes = owners.stripes();
    places = stripes.places();
    pageShift = layout.pageShift();
  }

  /** Records one latency. Any thread. */
  public final void record(long nanos) {
    Lease lease = Stripes.current(places, stripes);
    LatencyCells cells = ownOrNull(lease);
    if (cells != null) {
      cells.record(nanos, LatencyLayout.index(nanos, pageShift));
    } else if (lease.isShared()) {
      recordOnLoan(lease, nanos);
    } else {
      recordElsewhere(lease, nanos, LatencyCells.NOT_INLINED);
    }
  }

  private void recordElsewhere(Lease lease, long nanos, int calls) {
    if (calls > 0) {
      recordElsewhere(lease, nanos, calls - 1);
    } else {
      recordSeldom(lease, nanos);
    }
  }

  /** Records one latency of a thread that has no stripe of its own. */
  private void recordOnLoan(Lease lease, long nanos) {
    Lease writable = stripes.borrow(lease);
    try {
      LatencyCells cells = ownOrNull(writable);
      if (cells != null) {
        cells.record(nanos);
      } else {
        recordSeldom(writable, nanos);
      }
    } finally {
      stripes.giveBack(writable);
    }
  }

  /** Records one latency of a stripe that has no cells of its own, or gets them now. */
  private void recordSeldom(Lease lease, long nanos) {
    LatencyCells cells = lease.makesHot(this) ? ownCells(lease, null) : null;
    if (cells != null) {
      cells.recordOtherwise(nanos, 0);
    } else {
      base(lease).recordShared(nanos);
    }
  }

  /** Records a latency of a request, which is what may be hot. */
  public final void record(Lease lease, long nanos) {
    LatencyCells cells = ownOrNull(lease);
    if (cells != null) {
      cells.record(nanos, LatencyLayout.index(nanos, pageShift));
    } else {
      base(lease).recordShared(nanos);
    }
  }

  private LatencyCells ownOrNull(Lease lease) {
    LatencyCells[] table = own;
    int stripe = lease.index();
    return stripe >= 0 && stripe < table.length ? table[stripe] : null; // which is one comparison
  }

  /** As {@link io.hairspring.collector.LatencyRecorder#recordCorrected}. */
  public final void recordCorrected(long nanos, long expectedIntervalNanos) {
    Lease lease = stripes.borrow(Stripes.current(places, stripes));
    try {
      recordCorrected(lease, nanos, expectedIntervalNanos);
    } finally {
      stripes.giveBack(lease);
    }
  }

  private void recordCorrected(Lease lease, long nanos, long expectedIntervalNanos) {
    LatencyCells cells = ownOrNull(lease);
    if (cells == null) {
      cells = lease.makesHot(this) ? ownCellsOrBase(lease) : base(lease);
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
    StackRoom.lock(growth);
    try {
      if (base == null) {
        boolean first = all.length == folded() && !lease.isShared();
        int writer = first ? lease.index() : LatencyCells.NO_STRIPE;
        LatencyCells made = new LatencyCells(layout, clamps, writer, true);
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

  private LatencyCells ownCellsOrBase(Lease lease) {
    LatencyCells cells = ownCells(lease, null);
    return cells == null ? base(lease) : cells;
  }

  /**
   * Returns the cells of the stripe of the caller's lease, which are its own from now on; null if
   * there is no room for any.
   *
   * @param holder who is to keep them in a table besides, null for nobody
   */
  public final LatencyCells ownCells(Lease lease, CellHolder holder) {
    StackRoom.lock(growth);
    try {
      LatencyCells cells = ownOrNull(lease);
      if (cells == null) {
        cells = makeOwn(lease);
      }
      if (cells != null && holder != null) {
        holders = holders == null ? Collections.newSetFromMap(new WeakHashMap<>()) : holders;
        holders.add(holder);
      }
      return cells;
    } finally {
      growth.unlock();
    }
  }

  private LatencyCells makeOwn(Lease lease) {
    long bytes = LatencyCells.expectedBytes(layout, base);
    if (!owners.haveRoom(bytes)) {
      return null;
    }
    LatencyCells made = new LatencyCells(layout, clamps, lease.index(), false);
    LatencyCells[] larger = Arrays.copyOf(own, Math.max(own.length, lease.index() + 1));
    larger[lease.index()] = made;
    boolean alone =
        base != null
            && base.stripe == lease.index()
            && all.length == folded() + 1
            && made.takeOver(base);
    LatencyCells[] more = Arrays.copyOf(all, all.length + (alone ? 0 : 1));
    more[more.length - 1] = made;
    if (!owners.add(this, made, bytes)) {
      return null;
    }
    if (alone) {
      // The caller alone recorded there, and it records here now; whoever comes later finds the
      // base closed, and makes another. One store shows readers these counts for those.
      LatencyCells.STRIPE.setRelease(base, LatencyCells.CLOSED);
      BASE.setRelease(this, null);
    }
    ALL.setRelease(this, more);
    OWN.setRelease(this, larger);
    return made;
  }

  private void add(LatencyCells made) {
    LatencyCells[] more = Arrays.copyOf(all, all.length + 1);
    more[all.length] = made;
    ALL.setRelease(this, more);
  }

  /** Returns how many of all cells are what is left of others: 0 or 1, the first. */
  private int folded() {
    return all.length > 0 && all[0].folded != null ? 1 : 0;
  }

  /**
   * Closes cells of an exclusive stripe: its owner records there no more, once it has passed
   * (Stripes.askToPass).
   */
  final void close(LatencyCells cells) {
    StackRoom.lock(growth);
    try {
      int stripe = cells.stripe;
      LatencyCells.STRIPE.setRelease(cells, LatencyCells.CLOSED);
      OWN.setRelease(this, ownWithout(stripe));
    } finally {
      growth.unlock();
    }
  }

  /** Returns the cells of all stripes but one, no longer than the highest of these asks. */
  private LatencyCells[] ownWithout(int stripe) {
    int length = own.length;
    while (length > 0 && (length - 1 == stripe || own[length - 1] == null)) {
      length--;
    }
    LatencyCells[] others = Arrays.copyOf(own, length);
    if (stripe < length) {
      others[stripe] = null;
    }
    return others;
  }

  /** Has others forget cells that were closed, which does no more than free memory. */
  final void forgetClosed() {
    List<CellHolder> all;
    StackRoom.lock(growth);
    try {
      all = holders == null ? List.of() : List.copyOf(holders);
    } finally {
      growth.unlock();
    }
    VarHandle.fullFence(); // of who puts cells into his table and this one, one sees the other
    all.forEach(CellHolder::forgetClosed);
  }

  /**
   * Takes over what closed cells hold, whose stripe has passed. One store shows readers the same
   * counts elsewhere.
   *
   * @param left working memory
   * @param missed likewise
   */
  final void fold(LatencyCells cells, CellTotals left, CellTotals missed) {
    StackRoom.lock(growth);
    try {
      left.clear();
      missed.clear();
      int folded = folded();
      if (folded > 0) {
        all[0].addTo(left, false);
        all[0].addMissed(missed);
      }
      cells.addTo(left, false);
      cells.addMissed(missed);
      List<LatencyCells> kept = new ArrayList<>(List.of(all).subList(folded, all.length));
      kept.remove(cells);
      CellTotals ofMissed = missed.isEmpty() ? null : missed;
      kept.add(0, new LatencyCells(layout, clamps, left, ofMissed));
      ALL.setRelease(this, kept.toArray(LatencyCells[]::new));
    } finally {
      growth.unlock();
    }
  }
}
