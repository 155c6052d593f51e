package io.hairspring.collector.latency.cells;

import io.hairspring.collector.snapshot.CellVisitor;
import io.hairspring.collector.snapshot.ExemplarView;
import io.hairspring.collector.snapshot.LatencyView;
import io.hairspring.collector.snapshot.WindowView;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.Deflater;
import org.HdrHistogram.Histogram;

/**
 * The counts of one recorder, added up over its stripes: what a reader computes with. Belongs to
 * one thread at a time and is used again for the next recorder of the same layout.
 */
final class LatencyTotals implements LatencyView, CellSums {
  private static final double NANOS_PER_SECOND = 1e9;

  private final LatencyLayout layout;
  private final RecorderWindows windows; // null where nobody asks for windows
  private final long[] cells;
  private final long[] parts;
  private final long[] cumulative; // by bound
  private StripedLatencyRecorder exemplarsOf; // null where nobody asks for exemplars
  private long sumNanos;
  private long count;
  private int from; // no cell before this one, and none from the end on, holds a count
  private int end; // 0 if no cell holds one
  private int first; // cells[first..last] hold all counts; first > last if there are none
  private int last;
  private int reached; // the cell at which the last quantile was found
  private long seen; // how much the cells up to there hold

  LatencyTotals(LatencyLayout layout) {
    this(layout, null);
  }

  /** Creates totals of a recorder whose windows a reader may ask for. */
  LatencyTotals(LatencyLayout layout, RecorderWindows windows) {
    this.layout = layout;
    this.windows = windows;
    cells = new long[layout.pages() * layout.pageCells()];
    parts = new long[layout.bounds().parts()];
    cumulative = new long[layout.bounds().count()];
  }

  void clear() {
    Arrays.fill(cells, from, end, 0);
    from = 0;
    end = 0;
    Arrays.fill(parts, 0);
    sumNanos = 0;
  }

  /** Takes over what {@code other} holds, which may be finished; this is then not finished. */
  void copy(LatencyTotals other) {
    clear();
    from = other.from;
    end = other.end;
    System.arraycopy(other.cells, from, cells, from, end - from);
    System.arraycopy(other.parts, 0, parts, 0, parts.length);
    sumNanos = other.sumNanos;
  }

  /** Makes room for counts in a range of cells. */
  void cover(int first, int after) {
    if (first == after) {
      return;
    }
    from = end == 0 ? first : Math.min(from, first);
    end = Math.max(end, after);
  }

  @Override
  public void addCells(int[] counts, int from, int first) {
    int added = counts.length - from;
    cover(first, first + added);
    for (int i = 0; i < added; i++) {
      cells[first + i] += Math.max(counts[from + i], 0);
    }
  }

  @Override
  public void addCells(long[] counts, int from, int first) {
    int added = counts.length - from;
    cover(first, first + added);
    for (int i = 0; i < added; i++) {
      cells[first + i] += Math.max(LatencyCells.get(counts, from + i), 0);
    }
  }

  @Override
  public void addParts(long[] counts, int from) {
    for (int part = 0; part < parts.length; part++) {
      parts[part] += LatencyCells.get(counts, from + part);
    }
  }

  void addPart(int part, long n) {
    parts[part] += n;
  }

  @Override
  public void addSum(long nanos) {
    sumNanos += nanos;
  }

  /** Adds to a covered cell, or takes away. */
  void changeCell(int cell, long n) {
    cells[cell] += n;
  }

  long cell(int cell) {
    return cells[cell];
  }

  /** Returns the cell after the last that holds a count. */
  int endOfCells() {
    int after = end;
    while (after > from && cells[after - 1] == 0) {
      after--;
    }
    return after > from ? after : 0;
  }

  int parts() {
    return parts.length;
  }

  long part(int part) {
    return parts[part];
  }

  /** Computes counts and buckets. Nothing may be added afterwards. */
  void finish() {
    ExactBounds bounds = layout.bounds();
    for (int i = 0; i < bounds.splitCells(); i++) {
      int part = bounds.firstPart(i);
      long whole = parts[part];
      while (!bounds.isLast(part)) {
        whole += parts[++part];
      }
      int cell = bounds.splitCell(i);
      cells[cell] = whole;
      if (whole > 0) {
        cover(cell, cell + 1);
      }
    }
    findEnds();
    count = 0;
    int next = first;
    for (int bound = 0; bound < cumulative.length; bound++) {
      int cell = bounds.cell(bound);
      next = countUntil(next, Math.min(cell, last + 1));
      cumulative[bound] = cell > last ? count : count + upTo(bound, cell);
    }
    countUntil(next, last + 1);
    reached = -1;
  }

  private int countUntil(int next, int end) {
    for (int cell = next; cell < end; cell++) {
      count += cells[cell];
    }
    return Math.max(next, end);
  }

  /** Returns how much of {@code cell} is at most a bound that falls into it or before it. */
  private long upTo(int bound, int cell) {
    ExactBounds bounds = layout.bounds();
    long nanos = bounds.nanos(bound);
    if (nanos < layout.lowest(cell)) {
      return 0;
    }
    int split = bounds.splitOf(cell);
    long count = 0;
    for (int part = bounds.firstPart(split); bounds.limit(part) <= nanos; part++) {
      count += parts[part];
    }
    return count;
  }

  private void findEnds() {
    first = from;
    last = end - 1;
    while (first <= last && cells[first] == 0) {
      first++;
    }
    while (last > first && cells[last] == 0) {
      last--;
    }
  }

  /** Returns a histogram with these counts. */
  Histogram histogram() {
    Histogram histogram = new Histogram(1, layout.highestNanos(), layout.digits());
    for (int cell = first; cell <= last; cell++) {
      if (cells[cell] > 0) {
        histogram.recordValueWithCount(layout.lowest(cell), cells[cell]);
      }
    }
    return histogram;
  }

  @Override
  public long count() {
    return count;
  }

  @Override
  public double sum() {
    return sumNanos / NANOS_PER_SECOND;
  }

  @Override
  public long sumNanos() {
    return sumNanos;
  }

  @Override
  public long minNanos() {
    return count == 0 ? 0 : layout.lowest(first);
  }

  @Override
  public long maxNanos() {
    return count == 0 ? 0 : Math.min(layout.highest(last), layout.highestNanos());
  }

  @Override
  public double meanNanos() {
    return count == 0 ? Double.NaN : (double) sumNanos / count;
  }

  @Override
  public double quantileNanos(double quantile) {
    if (!(quantile >= 0 && quantile <= 1)) {
      throw new IllegalArgumentException("quantile must be 0 to 1, was " + quantile);
    }
    if (count == 0) {
      return Double.NaN;
    }
    // nextDown: a product that rounding moved just above a whole number means that number.
    long wanted = Math.max(1, (long) Math.ceil(Math.nextDown(quantile * count)));
    if (reached < first || wanted <= seen - cells[reached]) {
      reached = first; // else on from the last one: quantiles are mostly asked for in order
      seen = cells[first];
    }
    while (seen < wanted && reached < last) {
      seen += cells[++reached];
    }
    return Math.min(layout.highest(reached), layout.highestNanos());
  }

  @Override
  public void forEachCell(CellVisitor visitor) {
    for (int cell = first; cell <= last; cell++) {
      if (cells[cell] > 0) {
        long highest = Math.min(layout.highest(cell), layout.highestNanos());
        visitor.cell(layout.lowest(cell), highest, cells[cell]);
      }
    }
  }

  @Override
  public byte[] encode() {
    Histogram histogram = histogram();
    ByteBuffer encoded = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
    int length = histogram.encodeIntoCompressedByteBuffer(encoded, Deflater.BEST_SPEED);
    return Arrays.copyOf(encoded.array(), length);
  }

  @Override
  public int bounds() {
    return cumulative.length;
  }

  @Override
  public double bound(int i) {
    return layout.bounds().seconds(i);
  }

  @Override
  public long cumulativeCount(int i) {
    return cumulative[i];
  }

  /** Returns the count of each bucket, that above all bounds last. */
  long[] buckets() {
    long[] buckets = new long[cumulative.length + 1];
    long below = 0;
    for (int i = 0; i < buckets.length; i++) {
      long atMost = i < cumulative.length ? cumulative[i] : count;
      buckets[i] = atMost - below;
      below = atMost;
    }
    return buckets;
  }

  /** Sets whose exemplars are shown. */
  void exemplarsOf(StripedLatencyRecorder recorder) {
    exemplarsOf = recorder;
  }

  @Override
  public ExemplarView exemplar(int i) {
    return exemplarsOf == null ? null : exemplarsOf.exemplar(i);
  }

  @Override
  public int windows() {
    return windows.count();
  }

  @Override
  public WindowView window(int i) {
    return windows.get(i);
  }
}
