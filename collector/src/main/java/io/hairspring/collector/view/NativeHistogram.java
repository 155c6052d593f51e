package io.hairspring.collector.view;

import java.util.Arrays;

/**
 * The exponential buckets of a Prometheus native histogram, computed from the cells of a recorder.
 * Bucket {@code i} of schema {@code s} holds what is above {@code 2^((i-1)/2^s)} and at most {@code
 * 2^(i/2^s)}, in the family's unit; zeros stand apart. Used again for the next recorder. Not
 * thread-safe.
 *
 * <p>A cell that straddles a bound counts whole in the bucket of its highest value, which is also
 * the value that the recorder's own quantiles give: a quantile is never understated, and overstated
 * by a cell at most. The schema is the finest whose buckets are no narrower than the recorder's
 * cells, and coarser, each step merging two buckets, while there are more than {@value
 * #MOST_BUCKETS}. While counts grow it only becomes coarser, which Prometheus does not take for a
 * reset.
 *
 * <p>Source: prometheus/docs, "Native histograms"; prometheus/client_golang,
 * prometheus/histogram.go.
 */
public final class NativeHistogram {
  /** What counts as zero: less than any cell above 0; the default of client_golang. */
  public static final double ZERO_THRESHOLD = 0x1p-128;

  /** How many buckets there are at most. */
  public static final int MOST_BUCKETS = 320;

  private static final int FINEST_SCHEMA = 8; // the finest that Prometheus knows
  private static final double[] BOUNDS = bounds();

  // By bucket, ascending: index and count. Indexes are those of the finest schema until fitted.
  private int[] indexes = new int[MOST_BUCKETS];
  private long[] counts = new long[MOST_BUCKETS];
  private int buckets;
  private long zeroCount;
  private int schema;
  private double perUnit; // how many steps the unit has
  private final CellVisitor adding = this::add; // made once: a series allocates nothing

  /** Creates one that is empty. */
  public NativeHistogram() {}

  /** Computes the buckets of what {@code values} hold. */
  public void compute(ValueView values) {
    perUnit = Math.pow(10, values.decimalPlaces());
    buckets = 0;
    zeroCount = 0;
    schema = FINEST_SCHEMA;
    values.forEachCell(adding);
    merge(FINEST_SCHEMA - schema);
    while (buckets > MOST_BUCKETS) {
      merge(1);
      schema--;
    }
  }

  private void add(long lowest, long highest, long count) {
    if (highest == 0) {
      zeroCount += count;
      return;
    }
    long width = highest - lowest + 1;
    if (width > 1) { // the highest cell of all may be cut short, and then counts as a finer one
      schema = Math.min(schema, finest(lowest / width));
    }
    int index = place(highest / perUnit);
    if (buckets > 0 && indexes[buckets - 1] == index) {
      counts[buckets - 1] += count;
      return;
    }
    if (buckets == indexes.length) {
      indexes = Arrays.copyOf(indexes, 2 * buckets);
      counts = Arrays.copyOf(counts, 2 * buckets);
    }
    indexes[buckets] = index;
    counts[buckets++] = count;
  }

  /** Returns the finest schema for cells as wide as this fraction of their lowest value. */
  private static int finest(long cellsToZero) {
    // At least 2^n cells to zero: widths are at most 2^-n, and a bucket's at least ln 2 *
    // 2^-schema.
    return Long.SIZE - 1 - Long.numberOfLeadingZeros(cellsToZero) - 1;
  }

  /** Returns in which bucket of the finest schema a positive value counts. */
  static int place(double value) {
    int exponent = Math.getExponent(value) + 1;
    double fraction = Math.scalb(value, -exponent); // 0.5 to below 1
    int found = Arrays.binarySearch(BOUNDS, fraction);
    return (exponent - 1) * BOUNDS.length + (found >= 0 ? found : -found - 1);
  }

  /** Makes each bucket of 2^{@code steps} buckets. */
  private void merge(int steps) {
    int merged = 0;
    for (int i = 0; i < buckets; i++) {
      int index = (indexes[i] + (1 << steps) - 1) >> steps;
      long count = counts[i];
      if (merged > 0 && indexes[merged - 1] == index) {
        counts[merged - 1] += count;
      } else {
        indexes[merged] = index;
        counts[merged++] = count;
      }
    }
    buckets = merged;
  }

  /** Returns the schema, which says how wide buckets are; -4 to 8. */
  public int schema() {
    return schema;
  }

  /** Returns how many values were 0. */
  public long zeroCount() {
    return zeroCount;
  }

  /** Returns how many buckets are not empty. */
  public int buckets() {
    return buckets;
  }

  /** Returns the index of a bucket that is not empty, in the histogram's schema. */
  public int index(int bucket) {
    return indexes[bucket];
  }

  /** Returns how many values are in a bucket; at least 1. */
  public long count(int bucket) {
    return counts[bucket];
  }

  /** Returns the bounds of the finest schema between 0.5 and 1. */
  private static double[] bounds() {
    double[] bounds = new double[1 << FINEST_SCHEMA];
    Arrays.setAll(bounds, i -> Math.pow(2, (double) i / bounds.length - 1));
    return bounds;
  }
}
