package io.hairspring.collector.internal.latency.read;

import io.hairspring.collector.internal.latency.write.CellTotals;
import io.hairspring.collector.internal.latency.write.ExactBounds;
import io.hairspring.collector.internal.latency.write.LatencyLayout;
import io.hairspring.collector.internal.latency.write.LatencySeries;
import io.hairspring.collector.view.CellVisitor;
import io.hairspring.collector.view.ExemplarView;
import io.hairspring.collector.view.LatencyView;
import io.hairspring.collector.view.WindowView;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.Deflater;
import org.HdrHistogram.Histogram;

/**
 * What a reader asks of one recorder, computed from its cells added up. Belongs to one thread at a
 * time and is used again for the next recorder of the same layout.
 */
public final class LatencyTotals extends CellTotals implements LatencyView {
  private final RecorderWindows windows; // null where nobody asks for windows
  private final long[] cumulative; // by bound
  private boolean cumulated; // whether that is computed
  private LatencySeries exemplarsOf; // null where nobody asks for exemplars
  private long count;
  private int first; // cells[first..last] hold all counts; first > last if there are none
  private int last;

  public LatencyTotals(LatencyLayout layout) {
    this(layout, null);
  }

  /** Creates totals of a recorder whose windows a reader may ask for. */
  public LatencyTotals(LatencyLayout layout, RecorderWindows windows) {
    super(layout);
    this.windows = windows;
    cumulative = new long[layout.bounds().count()];
  }

  /** Computes counts. Nothing may be added afterwards. */
  public void finish() {
    finishForQuantiles();
    first = fromCells();
    last = endOfCells() - 1;
    while (first < last && cells[first] == 0) {
      first++;
    }
    cumulated = false;
  }

  /** As {@link #finish}, for who asks for the count and quantiles alone, which is less work. */
  void finishForQuantiles() {
    joinParts();
    count = inCells();
  }

  /** Counts what is at most each bound. */
  private void cumulate() {
    ExactBounds bounds = layout.bounds();
    long below = 0; // in the cells before next
    int next = first;
    for (int bound = 0; bound < cumulative.length; bound++) {
      int cell = bounds.cell(bound);
      for (; next < Math.min(cell, last + 1); next++) {
        below += cells[next];
      }
      cumulative[bound] = cell > last ? below : below + upTo(bound, cell);
    }
    cumulated = true;
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

  /** Returns a histogram with these counts. */
  public Histogram histogram() {
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
    return sum.rounded() / layout.perUnit();
  }

  @Override
  public int decimalPlaces() {
    return layout.decimalPlaces();
  }

  @Override
  public double min() {
    return minNanos() / layout.perUnit();
  }

  @Override
  public double max() {
    return maxNanos() / layout.perUnit();
  }

  @Override
  public double mean() {
    return meanNanos() / layout.perUnit();
  }

  @Override
  public double quantile(double quantile) {
    return quantileNanos(quantile) / layout.perUnit();
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
    return count == 0 ? Double.NaN : sum.rounded() / count;
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
    int page = layout.page(fromCells());
    while (wanted > inPage(page)) {
      wanted -= inPage(page++);
    }
    spread(page);
    int cell = layout.firstCell(page);
    while (wanted > cells[cell]) {
      wanted -= cells[cell++];
    }
    return Math.min(layout.highest(cell), layout.highestNanos());
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
    return layout.bounds().inUnit(i);
  }

  @Override
  public long cumulativeCount(int i) {
    if (!cumulated) {
      cumulate();
    }
    return cumulative[i];
  }

  /** Returns the count of each bucket, that above all bounds last. */
  long[] buckets() {
    long[] buckets = new long[cumulative.length + 1];
    long below = 0;
    for (int i = 0; i < buckets.length; i++) {
      long atMost = i < cumulative.length ? cumulativeCount(i) : count;
      buckets[i] = atMost - below;
      below = atMost;
    }
    return buckets;
  }

  /** Sets whose exemplars are shown. */
  public void exemplarsOf(LatencySeries recorder) {
    exemplarsOf = recorder;
  }

  @Override
  public ExemplarView exemplar(int i) {
    return exemplarsOf == null ? null : exemplarsOf.exemplar(i);
  }

  @Override
  public int windows() {
    return windows == null ? 0 : windows.count();
  }

  @Override
  public WindowView window(int i) {
    return windows.get(i);
  }
}
