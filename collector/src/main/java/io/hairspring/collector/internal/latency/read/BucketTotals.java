package io.hairspring.collector.internal.latency.read;

import io.hairspring.collector.internal.latency.write.CellAccumulator;
import io.hairspring.collector.internal.latency.write.ExactBounds;
import io.hairspring.collector.internal.latency.write.LatencyCells;
import io.hairspring.collector.internal.latency.write.LatencyLayout;
import io.hairspring.collector.internal.latency.write.LatencySeries;
import io.hairspring.collector.internal.latency.write.NanosSum;
import io.hairspring.collector.internal.latency.write.SettledReader;
import io.hairspring.collector.view.ExemplarView;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * What a histogram shows of one recorder: its sum and the counts of its buckets.
 *
 * <p>Takes 120 bytes, and 8 for each bucket and for each set of cells; once more 48 and 8 for each
 * bucket after a reset, and nothing where nobody asks for a histogram.
 */
public final class BucketTotals extends ShapeTotals implements CellAccumulator {
  private static final long UNKNOWN = -1;
  private static final long EACH_SECOND = 0x00FF00FF00FF00FFL;

  // Eight cells, plainly, as one of them: no byte tears, and each is read once a look.
  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private final LatencySeries recorder;
  private final ExactBounds bounds;
  private final long[] closed; // what closed epochs showed by bucket, null if none was closed
  private final NanosSum closedSum; // and of the sum, null likewise
  private final long[] counts; // by bucket while cells are added, cumulative then
  private LatencyCells[] all = {}; // whose cells were last read
  private long[] told = {}; // what each of these told of all that is in the counts, or UNKNOWN
  private long untold; // and all of them together, before they were read
  private boolean shared; // whether many write the cells that are added
  private long activity; // of the recorder, before its cells were last read
  private int last; // the last bucket to which cells are added
  private boolean known; // whether all this is; and of one set of recordings

  /** Creates totals of a recorder of which closed epochs showed {@code closed}, null for none. */
  public BucketTotals(LatencySeries recorder, LatencyTotals closed) {
    this.recorder = recorder;
    bounds = recorder.layout().bounds();
    counts = new long[bounds.count() + 1];
    this.closed = closed == null ? null : closed.buckets();
    closedSum = closed == null ? null : NanosSum.copy(closed.sum);
  }

  /** Adds up what the cells hold, unless what came since the last time is known without them. */
  public void read() {
    long now = recorder.activity(); // before the cells, so that they hold all that is in it
    long grown = now - activity;
    if (!known || (grown != 0 && !addSince())) {
      readCells(grown);
    }
    activity = now;
  }

  private void readCells(long grown) {
    long nanos = nanos();
    long wraps = wraps();
    // No recording since is longer than all of them together, so buckets above hold the same.
    boolean whole = readUpTo(known && grown > 0 ? bounds.bucket(grown) : bounds.count(), false);
    if (whole && bounds.bucket(since(nanos, wraps)) > last) {
      whole = readUpTo(bounds.count(), false); // a longer one came, and the sum has it already
    }
    known = whole || readUpTo(bounds.count(), true); // what is in doubt is not kept
    if (!known) {
      recorder.torn();
    }
  }

  /**
   * Adds what came since, if one set of cells alone has grown, and by a single latency where there
   * are bounds. Returns whether it did.
   */
  private boolean addSince() {
    int grown = onlyGrown();
    if (grown < 0) {
      return false;
    }
    long since = told[grown] == UNKNOWN ? UNKNOWN : all[grown].since(told[grown]);
    int count = LatencyCells.recordings(since);
    if (since < 0 || (count > 1 && bounds.count() > 0) || untold() != untold) {
      return false;
    }
    long nanos = LatencyCells.nanos(since);
    told[grown] += all[grown].shared() == null ? nanos : since;
    add(nanos, 0);
    for (int i = bounds.bucket(nanos); i < counts.length; i++) {
      counts[i] += count;
    }
    return true;
  }

  /** Returns which set of cells has grown, a negative number if it is not the only one. */
  private int onlyGrown() {
    int grown = -1;
    if (all == recorder.all()) {
      for (int i = 0; i < all.length; i++) {
        if (all[i].told() != told[i]) {
          if (grown >= 0) {
            return -1;
          }
          grown = i;
        }
      }
    }
    return grown;
  }

  private long untold() {
    long untold = 0;
    for (LatencyCells cells : all) {
      untold += cells.untold();
    }
    return untold;
  }

  /**
   * Adds up the cells of some buckets, and whatever it takes to find one set of recordings in them.
   * Returns whether it did.
   */
  private boolean readUpTo(int bucket, boolean settled) {
    known = false;
    boolean whole = true;
    long limit = settled ? SettledReader.limit() : 0;
    last = bucket;
    for (int i = counts.length - 1; i > 0; i--) {
      counts[i] -= counts[i - 1];
    }
    for (int i = 0; i <= last; i++) {
      counts[i] = closed == null ? 0 : -closed[i];
    }
    clear();
    if (closedSum != null) {
      subtract(closedSum);
    }
    all = recorder.all();
    untold = untold();
    if (told.length != all.length) {
      told = new long[all.length];
    }
    for (int i = 0; i < all.length; i++) {
      LatencyCells cells = all[i];
      shared = cells.shared() != null;
      long before = cells.told();
      boolean one = settled ? recorder.addSettled(cells, this, limit) : cells.addTo(this, false);
      // A recording that is stored half may be in the counts; what is told later must not add it
      // once more.
      told[i] = one && cells.told() == before ? before : UNKNOWN;
      whole &= one;
    }
    for (int i = 1; i < counts.length; i++) {
      counts[i] += counts[i - 1];
    }
    return whole;
  }

  @Override
  public void addSum(long nanos, long wraps) {
    add(nanos, wraps);
  }

  @Override
  public void addZeros(long zeros) {
    counts[0] += zeros; // no bound is below 0
  }

  @Override
  public long addParts(long[] parts, int from) {
    long all = 0;
    for (int part = 0; part < bounds.parts(); part++) {
      long count = LatencyCells.get(parts, from + part);
      all += count;
      changePart(part, count);
    }
    return all;
  }

  @Override
  public void cover(int first, int after) {
    // there is room for all
  }

  @Override
  public void changeCell(int cell, long n) {
    if (cell < bounds.endOfCells(last)) {
      counts[bounds.bucketOfCell(cell)] += n;
    }
  }

  @Override
  public void changePart(int part, long n) {
    if (bounds.bucketOf(part) <= last) {
      counts[bounds.bucketOf(part)] += n;
    }
  }

  @Override
  public long addCells(int[] cells, int from, int first) {
    int offset = first - from;
    int end = Math.min(cells.length, bounds.endOfCells(last) - offset);
    int at = first == 0 ? from + 1 : from; // that of zero is negative
    long all = 0;
    for (int bucket = 0; at < end; bucket++) {
      int after = Math.min(end, bounds.endOfCells(bucket) - offset);
      if (after > at) {
        long sum = sum(cells, at, after);
        counts[bucket] += sum;
        all += sum;
        at = after;
      }
      if (at < end && cells[at] < 0) {
        at++; // the cell that the bound splits
      }
    }
    return shared ? all + sumOfRest(cells, at) : all;
  }

  /** Adds up cells that go into no bucket now. */
  private static long sumOfRest(int[] cells, int from) {
    long all = 0;
    for (int at = from; at < cells.length; at++) {
      all += Math.max(cells[at], 0);
    }
    return all;
  }

  @Override
  public long addCells(byte[] cells, int first) {
    int end = Math.min(cells.length, bounds.endOfCells(last) - first);
    long all = 0;
    int at = 0;
    for (int bucket = 0; at < end; bucket++) {
      int after = Math.min(end, bounds.endOfCells(bucket) - first);
      if (after > at) {
        int sum = sum(cells, at, after);
        counts[bucket] += sum;
        all += sum;
        at = after;
      }
      if (at < end && cells[at] < 0) {
        at++; // the cell that the bound splits
      }
    }
    for (; at < cells.length; at++) {
      all += Math.max(cells[at], 0);
    }
    return all;
  }

  /** Adds up eight at a time: neighbours in sums of 16 bits, as all cells of a page fit into. */
  private static int sum(byte[] cells, int from, int end) {
    long sums = 0;
    int at = from;
    for (; at <= end - Long.BYTES; at += Long.BYTES) {
      long eight = (long) EIGHT.get(cells, at);
      sums += (eight & EACH_SECOND) + (eight >>> Byte.SIZE & EACH_SECOND);
    }
    int sum = 0;
    for (; sums != 0; sums >>>= Short.SIZE) {
      sum += (int) (sums & 0xFFFF);
    }
    for (; at < end; at++) {
      sum += cells[at];
    }
    return sum;
  }

  @Override
  public long addCells(long[] cells, int from, int first) {
    int end = bounds.endOfCells(last) - first + from;
    long all = 0;
    for (int at = from; at < cells.length; at++) {
      long count = LatencyCells.get(cells, at);
      if (count > 0) {
        all += count;
        if (at < end) {
          counts[bounds.bucketOfCell(first + at - from)] += count;
        }
      }
    }
    return all;
  }

  /** Adds up with four sums, since each addition waits for the one before it. */
  private static long sum(int[] cells, int from, int end) {
    long a = 0;
    long b = 0;
    long c = 0;
    long d = 0;
    int at = from;
    for (; at < end - 3; at += 4) {
      a += cells[at];
      b += cells[at + 1];
      c += cells[at + 2];
      d += cells[at + 3];
    }
    for (; at < end; at++) {
      a += cells[at];
    }
    return a + b + c + d;
  }

  @Override
  LatencyLayout layout() {
    return recorder.layout();
  }

  @Override
  public long count() {
    return counts[bounds.count()];
  }

  @Override
  public int bounds() {
    return bounds.count();
  }

  @Override
  public double bound(int i) {
    return bounds.inUnit(i);
  }

  @Override
  public long cumulativeCount(int i) {
    return counts[i];
  }

  @Override
  public ExemplarView exemplar(int i) {
    return recorder.exemplar(i);
  }
}
