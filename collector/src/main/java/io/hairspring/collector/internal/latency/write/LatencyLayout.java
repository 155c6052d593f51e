package io.hairspring.collector.internal.latency.write;

import java.util.concurrent.TimeUnit;

/**
 * Which latency, or other value in steps of a power of ten, counts in which cell. The cells are
 * HdrHistogram's for a lowest value of 1: within an octave they are equally wide, and no wider than
 * the precision allows.
 *
 * <p>Source: HdrHistogram 2.2.2, {@code AbstractHistogram}, "bucket and sub-bucket indexing". There
 * {@code index = ((bucket + 1) << halfMagnitude) + (subBucket - half)}; since {@code half} is
 * {@code 1 << halfMagnitude}, this is {@code (bucket << halfMagnitude) + subBucket}.
 */
public final class LatencyLayout {
  /** The precision unless told otherwise: within 1 %. */
  public static final int DEFAULT_DIGITS = 2;

  /** The highest precision. */
  public static final int MOST_DIGITS = 3;

  /** The longest latency told apart unless told otherwise: an hour, in nanoseconds. */
  public static final long DEFAULT_HIGHEST_NANOS = TimeUnit.HOURS.toNanos(1);

  /** How many decimal places of a second a nanosecond is. */
  private static final int NANOS_PLACES = 9;

  private final int digits;
  private final long highestNanos;
  private final int decimalPlaces;
  private final double perUnit; // a power of ten, which a double holds
  private final int pageShift;
  private final ExactBounds bounds;
  private final SettledReader settled = new SettledReader(this);

  /**
   * Creates a layout.
   *
   * @param digits significant digits kept, 1 to 3
   * @param highestNanos the longest latency told apart, 1 µs to 365 days
   * @param boundsSeconds upper bounds of exact buckets, increasing; none for no buckets
   */
  public LatencyLayout(int digits, long highestNanos, double[] boundsSeconds) {
    this(digits, highestNanos, NANOS_PLACES, boundsSeconds);
  }

  /**
   * Creates a layout of values whose steps take the place of nanoseconds.
   *
   * @param highestSteps the largest value told apart, as above
   * @param decimalPlaces what a step is of the unit: {@code 10^-decimalPlaces}, 0 to 9
   * @param bounds in the unit, increasing; none for no buckets
   */
  public LatencyLayout(int digits, long highestSteps, int decimalPlaces, double[] bounds) {
    this.digits = digits;
    highestNanos = highestSteps;
    this.decimalPlaces = decimalPlaces;
    perUnit = Math.pow(10, decimalPlaces);
    long singleUnit = 2 * (long) Math.pow(10, digits);
    pageShift =
        Long.SIZE - 1 - Long.numberOfLeadingZeros(singleUnit - 1); // half a sub-bucket range
    this.bounds = new ExactBounds(this, bounds);
  }

  /** Returns who reads stripes of this layout that are written fast. */
  SettledReader settled() {
    return settled;
  }

  /** Returns the nearest value in range, and tells {@code clamps} if it is another. */
  long clamp(long nanos, Clamps clamps) {
    if (nanos < 0) {
      clamps.below();
      return 0;
    }
    if (nanos > highestNanos) {
      clamps.above();
      return highestNanos;
    }
    return nanos;
  }

  public int digits() {
    return digits;
  }

  public long highestNanos() {
    return highestNanos;
  }

  public int decimalPlaces() {
    return decimalPlaces;
  }

  /** Returns how many steps the unit has: a thousand million for seconds. */
  public double perUnit() {
    return perUnit;
  }

  public ExactBounds bounds() {
    return bounds;
  }

  /** Returns the cell of a value from 0 to the highest. */
  int index(long nanos) {
    return index(nanos, pageShift);
  }

  /** As {@link #index(long)}, for whoever keeps {@link #pageShift}. */
  static int index(long nanos, int pageShift) {
    int bucket = Math.max(Long.SIZE - 1 - pageShift - Long.numberOfLeadingZeros(nanos), 0);
    return (bucket << pageShift) + (int) (nanos >>> bucket);
  }

  /** Returns the base-2 logarithm of the cells in a page. */
  int pageShift() {
    return pageShift;
  }

  /** Returns how many cells there are. */
  int cells() {
    return index(highestNanos) + 1;
  }

  /** Returns how many pages hold the cells: one an octave, and one for the values below them. */
  public int pages() {
    return page(index(highestNanos)) + 1;
  }

  public int pageCells() {
    return 1 << pageShift;
  }

  public int page(int index) {
    return page(index, pageShift);
  }

  /** As {@link #page(int)}, for whoever keeps {@link #pageShift}. */
  public static int page(int index, int pageShift) {
    return index >>> pageShift;
  }

  /** Returns the cell that a page begins with. */
  public int firstCell(int page) {
    return page << pageShift;
  }

  /** Returns where in its page a cell stands. */
  int slot(int index) {
    return slot(index, pageShift);
  }

  /** As {@link #slot(int)}, for whoever keeps {@link #pageShift}. */
  static int slot(int index, int pageShift) {
    return index & ((1 << pageShift) - 1);
  }

  /** Returns the smallest value that counts in a cell. */
  public long lowest(int index) {
    int bucket = bucket(index);
    return (long) (index - (bucket << pageShift)) << bucket;
  }

  /** Returns the largest value that counts in a cell. */
  public long highest(int index) {
    return lowest(index) + (1L << bucket(index)) - 1;
  }

  private int bucket(int index) {
    return Math.max(page(index) - 1, 0);
  }
}
