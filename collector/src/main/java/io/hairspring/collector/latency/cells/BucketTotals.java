package io.hairspring.collector.latency.cells;

import io.hairspring.collector.snapshot.ExemplarView;

/**
 * What a histogram shows of one recorder: its sum and the counts of its buckets.
 *
 * <p>Takes 72 bytes and 8 for each bucket, once more 16 and 8 for each after a reset, and nothing
 * where nobody asks for a histogram.
 */
final class BucketTotals extends ShapeTotals implements CellSums {
  private final StripedLatencyRecorder recorder;
  private final ExactBounds bounds;
  private final long[] closed; // what closed epochs showed by bucket, null if none was closed
  private final long closedNanos; // and of the sum
  private final long[] counts; // by bucket while cells are added, cumulative then
  private long sumNanos;
  private long activity; // of the recorder, before its cells were last read
  private int last; // the last bucket to which cells are added

  /** Creates totals of a recorder of which closed epochs showed {@code closed}, null for none. */
  BucketTotals(StripedLatencyRecorder recorder, ExactBounds bounds, LatencyTotals closed) {
    this.recorder = recorder;
    this.bounds = bounds;
    counts = new long[bounds.count() + 1];
    this.closed = closed == null ? null : closed.buckets();
    closedNanos = closed == null ? 0 : closed.sumNanos();
  }

  /** Adds the recorder's cells up, unless nothing was recorded since the last time. */
  void read() {
    long now = recorder.activity(); // before the cells, so that they hold all that is in it
    long grown = now - activity;
    if (grown == 0) {
      return;
    }
    activity = now;
    long shownNanos = sumNanos;
    // No recording since is longer than all of them together, so buckets above hold the same.
    readUpTo(grown > 0 ? bounds.bucket(grown) : bounds.count());
    if (bounds.bucket(sumNanos - shownNanos) > last) {
      readUpTo(bounds.count()); // a longer one came meanwhile, and the sum has it already
    }
  }

  private void readUpTo(int bucket) {
    last = bucket;
    for (int i = counts.length - 1; i > 0; i--) {
      counts[i] -= counts[i - 1];
    }
    for (int i = 0; i <= last; i++) {
      counts[i] = closed == null ? 0 : -closed[i];
    }
    sumNanos = -closedNanos;
    recorder.addTo(this);
    for (int i = 1; i < counts.length; i++) {
      counts[i] += counts[i - 1];
    }
  }

  @Override
  public void addSum(long nanos) {
    sumNanos += nanos;
  }

  @Override
  public void addParts(long[] parts, int from) {
    for (int part = 0; part < bounds.parts() && bounds.bucketOf(part) <= last; part++) {
      counts[bounds.bucketOf(part)] += LatencyCells.get(parts, from + part);
    }
  }

  @Override
  public void addCells(int[] cells, int from, int first) {
    int offset = first - from;
    int end = Math.min(cells.length, bounds.endOfCells(last) - offset);
    int at = from;
    for (int bucket = 0; at < end; bucket++) {
      int after = Math.min(end, bounds.endOfCells(bucket) - offset);
      if (after > at) {
        counts[bucket] += sum(cells, at, after);
        at = after;
      }
      if (at < end && cells[at] < 0) {
        at++; // the cell that the bound splits
      }
    }
  }

  @Override
  public void addCells(long[] cells, int from, int first) {
    int end = Math.min(cells.length, bounds.endOfCells(last) - first + from);
    for (int at = from; at < end; at++) {
      long count = LatencyCells.get(cells, at);
      if (count > 0) {
        counts[bounds.bucketOfCell(first + at - from)] += count;
      }
    }
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
  public long count() {
    return counts[bounds.count()];
  }

  @Override
  public long sumNanos() {
    return sumNanos;
  }

  @Override
  public int bounds() {
    return bounds.count();
  }

  @Override
  public double bound(int i) {
    return bounds.seconds(i);
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
