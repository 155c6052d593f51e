package io.hairspring.collector.internal.instrument;

import io.hairspring.collector.Exemplar;
import io.hairspring.collector.RequestRecorder;
import io.hairspring.collector.internal.exemplar.ExemplarSampling;
import io.hairspring.collector.internal.latency.LatencyGroup;
import io.hairspring.collector.internal.latency.write.CellHolder;
import io.hairspring.collector.internal.latency.write.LatencyCells;
import io.hairspring.collector.internal.series.SeriesKey;
import io.hairspring.collector.internal.stripe.Lease;
import io.hairspring.collector.internal.stripe.Stripes;
import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.Reference;
import java.util.List;

/** Instruments of one collector that are written together. */
final class StripedRequestRecorder extends SeriesKey implements RequestRecorder, CellHolder {
  /*
   * A gateway has many of these, one a combination of labels, and they take turns. So what a
   * recording costs is above all the lines of memory that it touches, one after another: on the way
   * through the instruments to their cells these are many. A recording therefore needs this object
   * and two tables, of the cells that counters and latency recorders have, and no instrument.
   */
  private static final VarHandle ONES = handle("ones", int[].class);
  private static final VarHandle LATENCIES = handle("latencies", LatencyCells[].class);

  private static final long NO_SIZE = -1;

  private final Lease[] places;

  // See RequestCounters. Replaced whole, by compare-and-set; read with acquire, since its elements
  // must be seen with it.
  @SuppressWarnings("UnusedVariable") // reached by ONES alone
  private int[] ones;

  private final short[] slots;
  private final int width;

  // See LatencyGroup. As ones.
  @SuppressWarnings("UnusedVariable") // reached by LATENCIES alone
  private LatencyCells[] latencies;

  private final int latencyCount;
  private final int latencyShift;

  // The first histogram of each size, null bounds for none.
  private final double[] requestBounds;
  private final double[] responseBounds;
  private final int requestAddress;
  private final int responseAddress;
  private final boolean moreSizes;

  private final Stripes stripes;
  private final RequestCounters counters;
  private final LatencyGroup latencyGroup;
  private final StripedHistogram[] requestBytes;
  private final StripedHistogram[] responseBytes;
  private final ExemplarSampling sampling;

  StripedRequestRecorder(
      String[] values,
      InstrumentContext context,
      RequestCounters counters,
      LatencyGroup latencyGroup,
      List<StripedHistogram> requestBytes,
      List<StripedHistogram> responseBytes) {
    super(values);
    stripes = context.stripes();
    places = stripes.places();
    sampling = context.exemplars();
    slots = context.statusSlots().slots();
    this.counters = counters;
    ones = counters.emptyTable();
    width = counters.width();
    this.latencyGroup = latencyGroup;
    latencyCount = latencyGroup.size();
    latencyShift = latencyGroup.shift();
    latencies = latencyGroup.emptyTable();
    this.requestBytes = requestBytes.toArray(StripedHistogram[]::new);
    this.responseBytes = responseBytes.toArray(StripedHistogram[]::new);
    requestBounds = requestBytes.isEmpty() ? null : requestBytes.get(0).bounds();
    responseBounds = responseBytes.isEmpty() ? null : responseBytes.get(0).bounds();
    requestAddress = requestBytes.isEmpty() ? 0 : requestBytes.get(0).address();
    responseAddress = responseBytes.isEmpty() ? 0 : responseBytes.get(0).address();
    moreSizes = requestBytes.size() > 1 || responseBytes.size() > 1;
  }

  private static VarHandle handle(String field, Class<?> type) {
    return ConstantBootstraps.fieldVarHandle(
        MethodHandles.lookup(), field, VarHandle.class, StripedRequestRecorder.class, type);
  }

  @Override
  public void record(int status, long latencyNanos) {
    try {
      Lease lease = Stripes.current(places, stripes);
      if (lease.isShared()) {
        recordOnLoan(lease, status, latencyNanos, NO_SIZE, NO_SIZE);
      } else {
        record(lease, status, latencyNanos);
      }
    } finally {
      Reference.reachabilityFence(this); // as below
    }
  }

  @Override
  public void record(int status, long latencyNanos, long requestBytes, long responseBytes) {
    try {
      Lease lease = Stripes.current(places, stripes);
      if (lease.isShared()) {
        recordOnLoan(lease, status, latencyNanos, requestBytes, responseBytes);
      } else {
        recordSizes(lease, record(lease, status, latencyNanos), requestBytes, responseBytes);
      }
    } finally {
      // Until here the instruments can be reached through this recorder, and their cells are their
      // own.
      Reference.reachabilityFence(this);
    }
  }

  @Override
  public void record(int status, long latencyNanos, Exemplar exemplar) {
    record(status, latencyNanos);
    if (sampling.admits(exemplar)) {
      offer(status, latencyNanos, exemplar);
    }
  }

  @Override
  public void record(
      int status, long latencyNanos, long requestBytes, long responseBytes, Exemplar exemplar) {
    record(status, latencyNanos, requestBytes, responseBytes);
    if (sampling.admits(exemplar)) {
      offer(status, latencyNanos, exemplar);
      offer(this.requestBytes, requestBytes, exemplar);
      offer(this.responseBytes, responseBytes, exemplar);
    }
  }

  private void offer(int status, long latencyNanos, Exemplar exemplar) {
    counters.offer(status, exemplar);
    latencyGroup.offer(latencyNanos, exemplar);
  }

  private static void offer(StripedHistogram[] sizes, long bytes, Exemplar exemplar) {
    for (StripedHistogram histogram : sizes) {
      if (bytes >= 0) {
        histogram.offer((double) bytes, exemplar);
      }
    }
  }

  /** Records a request of a thread that has no stripe of its own. */
  private void recordOnLoan(
      Lease lease, int status, long latencyNanos, long requestBytes, long responseBytes) {
    Lease writable = stripes.borrow(lease);
    try {
      long[] near = record(writable, status, latencyNanos);
      recordSizes(writable, near, requestBytes, responseBytes);
    } finally {
      stripes.giveBack(writable);
    }
  }

  /** Records all but sizes; returns the near cells to go on with. */
  private long[] record(Lease lease, int status, long latencyNanos) {
    int[] ones = (int[]) ONES.getAcquire(this);
    int from = StatusIndex.of(slots, status) * width;
    int count = from < ones.length ? ones[from] : -1;
    long[] near;
    if (count >= 0) {
      near = lease.increment(lease.near(), ones, from + 1, count);
    } else {
      near = countUnknown(lease, status);
    }
    int size = latencyCount;
    if (size > 0) {
      LatencyCells[] latencies = (LatencyCells[]) LATENCIES.getAcquire(this);
      int first = LatencyGroup.place(latencies, lease.index(), latencyShift);
      if (LatencyGroup.holds(latencies, first, size, lease.index())) {
        LatencyGroup.record(latencies, first, size, latencyNanos);
      } else {
        recordSeldom(lease, latencyNanos);
      }
    }
    return near;
  }

  /** Records a latency of a stripe that has no cells in the table, and puts them there if due. */
  private void recordSeldom(Lease lease, long latencyNanos) {
    if (lease.makesHot(this)) {
      addLatencies(lease);
    }
    latencyGroup.record(lease, latencyNanos);
  }

  /** Counts a request whose status is not in the table, and puts it there if it may be. */
  private long[] countUnknown(Lease lease, int status) {
    StripedCounter[] row = counters.row(status);
    for (StripedCounter counter : row) {
      counter.inc(lease);
    }
    int[] before;
    do {
      before = (int[]) ONES.getAcquire(this);
    } while (!ONES.compareAndSet(this, before, counters.with(before, status, row)));
    return lease.near();
  }

  private void addLatencies(Lease lease) {
    LatencyCells[] before;
    do {
      before = (LatencyCells[]) LATENCIES.getAcquire(this);
    } while (!LATENCIES.compareAndSet(this, before, latencyGroup.with(before, lease, this)));
    forgetClosed(); // what was closed between
  }

  @Override
  public void forgetClosed() {
    LatencyCells[] before;
    LatencyCells[] after;
    do {
      before = (LatencyCells[]) LATENCIES.getAcquire(this);
      after = latencyGroup.withoutClosed(before);
    } while (after != before && !LATENCIES.compareAndSet(this, before, after));
  }

  private void recordSizes(Lease lease, long[] near, long requestBytes, long responseBytes) {
    long[] cells = near;
    if (requestBounds != null
        && requestBytes >= 0
        && !StripedHistogram.observeNear(cells, requestBytes, requestBounds, requestAddress)) {
      this.requestBytes[0].observeWhole(lease, requestBytes);
      cells = lease.near();
    }
    if (responseBounds != null
        && responseBytes >= 0
        && !StripedHistogram.observeNear(cells, responseBytes, responseBounds, responseAddress)) {
      this.responseBytes[0].observeWhole(lease, responseBytes);
    }
    if (moreSizes) {
      recordMore(lease, requestBytes, responseBytes);
    }
  }

  private void recordMore(Lease lease, long requestBytes, long responseBytes) {
    for (int i = 1; requestBytes >= 0 && i < this.requestBytes.length; i++) {
      this.requestBytes[i].observeWhole(lease, requestBytes);
    }
    for (int i = 1; responseBytes >= 0 && i < this.responseBytes.length; i++) {
      this.responseBytes[i].observeWhole(lease, responseBytes);
    }
  }
}
