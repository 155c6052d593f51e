package io.hairspring.collector.internal.latency.write;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Bucket bounds that are counted exactly, although they fall inside cells: a cell that holds a
 * bound is split into parts, each with a count of its own in place of the cell's. A recording still
 * changes one count, so buckets, quantiles and total can never disagree.
 */
public final class ExactBounds {
  private final double[] units;
  private final long[] nanos;
  private final int[] cells; // for each bound, the first that may hold a larger value
  private final int[] splitCells; // cells that are split, increasing
  private final int[] firstParts; // for each, its first part
  private final long[] limits; // for each part, the largest value that counts in it
  private final int[] buckets; // for each part, the first bound that none of its values exceeds
  private final int endOfCells;

  /** Creates bounds that are positive, finite and increasing. */
  ExactBounds(LatencyLayout layout, double[] bounds) {
    units = bounds.clone();
    nanos = steps(units, layout.decimalPlaces());
    cells = LongStream.of(nanos).mapToInt(bound -> cell(layout, bound)).toArray();
    long[] splits = splits(layout.highestNanos());
    List<Integer> split = new ArrayList<>();
    List<Integer> firsts = new ArrayList<>();
    List<Long> parts = new ArrayList<>();
    int i = 0;
    while (i < splits.length) {
      int cell = layout.index(splits[i]);
      long top = layout.highest(cell);
      int first = parts.size();
      for (; i < splits.length && splits[i] <= top; i++) {
        if (splits[i] < top) {
          parts.add(splits[i]);
        }
      }
      if (parts.size() > first) { // a bound on the cell's own edge needs no split
        split.add(cell);
        firsts.add(first);
        parts.add(Long.MAX_VALUE);
      }
    }
    splitCells = split.stream().mapToInt(Integer::intValue).toArray();
    firstParts = firsts.stream().mapToInt(Integer::intValue).toArray();
    limits = parts.stream().mapToLong(Long::longValue).toArray();
    buckets = IntStream.range(0, limits.length).map(this::bucketOfPart).toArray();
    int top = layout.index(layout.highestNanos());
    endOfCells = splitOf(top) < 0 ? top + 1 : top;
  }

  private int bucketOfPart(int part) {
    return isLast(part) ? bucket(limits[part - 1] + 1) : bucket(limits[part]);
  }

  private static int cell(LatencyLayout layout, long bound) {
    if (bound >= layout.highestNanos()) {
      return Integer.MAX_VALUE;
    }
    int cell = layout.index(bound);
    return bound < layout.highest(cell) ? cell : cell + 1;
  }

  /** Where values must be told apart: at each bound in range, and at the highest value in range. */
  private long[] splits(long highestNanos) {
    return LongStream.concat(
            LongStream.of(nanos).filter(bound -> bound < highestNanos), LongStream.of(highestNanos))
        .distinct()
        .toArray();
  }

  /** Returns how many bounds there are. */
  public int count() {
    return units.length;
  }

  /** Returns a bound in the unit, as it was given. */
  public double inUnit(int i) {
    return units[i];
  }

  public long nanos(int i) {
    return nanos[i];
  }

  /**
   * Returns the first cell in which values may be larger than a bound: the one that the bound
   * splits, or else the one after it; the largest number for a bound that no value exceeds.
   */
  public int cell(int i) {
    return cells[i];
  }

  /** Returns the first bound that a value does not exceed; {@link #count} if it exceeds all. */
  public int bucket(long value) {
    int at = Arrays.binarySearch(nanos, value);
    while (at > 0 && nanos[at - 1] == value) {
      at--; // bounds less than a nanosecond apart
    }
    return at >= 0 ? at : ~at;
  }

  /** Returns the bucket of a cell that is not split. */
  public int bucketOfCell(int cell) {
    int bucket = 0;
    while (bucket < cells.length && cells[bucket] <= cell) {
      bucket++;
    }
    return bucket;
  }

  /** Returns the bucket in which all values of a part count. */
  public int bucketOf(int part) {
    return buckets[part];
  }

  /**
   * Returns where the unsplit cells of a bucket end: at the cell that its bound splits, or after
   * its last; for the bucket above all bounds, after the last cell of all or at the split one.
   */
  public int endOfCells(int bucket) {
    return bucket < cells.length ? Math.min(cells[bucket], endOfCells) : endOfCells;
  }

  /** Returns how many parts all split cells have together. */
  public int parts() {
    return limits.length;
  }

  int splitCells() {
    return splitCells.length;
  }

  int splitCell(int i) {
    return splitCells[i];
  }

  /** Returns which split cell {@code cell} is, negative if it is not one. */
  public int splitOf(int cell) {
    return Arrays.binarySearch(splitCells, cell);
  }

  public int firstPart(int i) {
    return firstParts[i];
  }

  /** Returns the largest value that counts in a part. */
  public long limit(int part) {
    return limits[part];
  }

  /** Returns the part in which a value of a split cell counts, given the cell's first part. */
  int part(int first, long nanos) {
    int part = first;
    while (nanos > limits[part]) {
      part++;
    }
    return part;
  }

  /** Returns whether {@code part} is the last of its cell. */
  boolean isLast(int part) {
    return limits[part] == Long.MAX_VALUE;
  }

  private static long[] steps(double[] units, int decimalPlaces) {
    long[] steps = new long[units.length];
    for (int i = 0; i < units.length; i++) {
      // By way of the decimal digits: 0.07 s are 70 ms, not the binary fraction nearest to it.
      steps[i] =
          BigDecimal.valueOf(units[i])
              .movePointRight(decimalPlaces)
              .min(BigDecimal.valueOf(Long.MAX_VALUE))
              .longValue();
    }
    return steps;
  }
}
