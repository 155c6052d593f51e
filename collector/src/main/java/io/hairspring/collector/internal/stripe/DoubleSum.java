package io.hairspring.collector.internal.stripe;

import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A sum of doubles in cells of stripes that loses nothing, so that the difference of two sums is
 * what was added between, whatever was added before.
 *
 * <p>Three neighbouring cells hold it. The first is for whole numbers. The others are for
 * fractions: a sum that is rounded, and the sum of what rounding took away, which is enough for
 * numbers that are not of very different magnitudes. What they cannot hold goes to further cells,
 * one for each of the {@link Digits}; they are taken when they are first needed.
 *
 * <p>A whole number is added by one store, any other by several. A reader at the same time may see
 * some of them.
 */
public final class DoubleSum {
  /** How many neighbouring cells the sum has. */
  public static final int CELLS = 3;

  private static final int HIGH = 1;
  private static final int LOW = 2;
  private static final long SETTLED = 1L << 62; // a digit beyond hands on to the next
  private static final VarHandle DIGITS =
      ConstantBootstraps.fieldVarHandle(
          MethodHandles.lookup(), "digits", VarHandle.class, DoubleSum.class, int.class);

  private final Stripes stripes;
  private final int address;

  // The address of the first digit, 0 before there is one. Set once, by compare-and-set, before a
  // digit is written: a reader that knows of the addition must find it.
  @SuppressWarnings("UnusedVariable") // reached by DIGITS alone
  private int digits;

  /**
   * Creates a sum.
   *
   * @param address of its first cell
   */
  public DoubleSum(Stripes stripes, int address) {
    this.stripes = stripes;
    this.address = address;
  }

  /**
   * Stores in the cells of an exclusive stripe, in this order: one more in a bucket, {@code x} more
   * in the sum whose cells begin at {@code address}, one more in the number of its recordings.
   * Whoever sees one of these stores sees those before it, but not always both of the sum. Returns
   * false, and changes nothing, if the bucket is not near, or the sum needs digits.
   *
   * @param near the near cells, as from {@link Lease#near}
   * @param bucket an address above the others
   */
  public static boolean addRecord(long[] near, int bucket, int address, double x, int number) {
    return Lease.addRecord(near, bucket, address + HIGH, x, number);
  }

  /**
   * Adds a finite number to the sum whose cells begin at an address, without a look at the sum
   * itself unless it needs digits.
   *
   * @param near the near cells, as from {@link Lease#near}; they stay good if they reach as far
   */
  public static void addFraction(Lease lease, long[] near, int address, double x, DoubleSum sum) {
    if (!lease.addToPair(near, address + HIGH, x)) {
      sum.addRest(lease, x);
    }
  }

  /** As {@link #addFraction}, for a whole number. */
  public static void add(Lease lease, long[] near, int address, long n, DoubleSum sum) {
    if (!lease.addWhole(near, address, n)) {
      long upper = (n >> Digits.BITS) << Digits.BITS;
      sum.addRest(lease, (double) upper); // of at most 32 bits each, which a double holds
      sum.addRest(lease, (double) (n - upper));
    }
  }

  /** Adds a finite number cell by cell. */
  private void addRest(Lease lease, double x) {
    double rest = addToCells(lease, x);
    if (rest == 0) {
      return;
    }
    // What rounding took away many times in the same direction may have grown too large to hold
    // this as well; then it goes to the first cell, as far as that has room.
    double grown = lease.takeDouble(address + LOW);
    for (double left : new double[] {addToCells(lease, grown), addToCells(lease, rest)}) {
      if (left != 0) {
        addToDigits(lease, left);
      }
    }
  }

  private double addToCells(Lease lease, double x) {
    double lost = lease.addDouble(address + HIGH, x);
    return lost == 0 ? 0 : lease.addDouble(address + LOW, lost);
  }

  private void addToDigits(Lease lease, double x) {
    int digits = writableDigits();
    int first = digits + Digits.first(x);
    for (int i = 0; i < Digits.PARTS; i++) {
      addDigit(lease, first + i, Digits.part(x, i));
    }
  }

  private static void addDigit(Lease lease, int digit, long n) {
    long held = lease.addSigned(digit, n);
    if (held >= SETTLED || held <= -SETTLED) {
      long over = held >> Digits.BITS;
      lease.addSigned(digit, -(over << Digits.BITS));
      addDigit(lease, digit + 1, over);
    }
  }

  private int writableDigits() {
    int made = (int) DIGITS.getVolatile(this);
    if (made != 0) {
      return made;
    }
    int taken = stripes.allocate(Digits.COUNT);
    if (DIGITS.compareAndSet(this, 0, taken)) {
      stripes.retire(this, taken, Digits.COUNT);
      return taken;
    }
    stripes.retire(new Object(), taken, Digits.COUNT); // another writer was first
    return (int) DIGITS.getVolatile(this);
  }

  /** Returns whether the sum has more than its two cells. Any thread. */
  public boolean hasDigits() {
    return (int) DIGITS.getVolatile(this) != 0;
  }

  /** Adds what all stripes hold to {@code sum}. Any thread. */
  public void addTo(ExactSum sum) {
    stripes.reader().addWholes(address, sum);
    stripes.reader().addDoubles(address + HIGH, sum);
    stripes.reader().addDoubles(address + LOW, sum);
    int first = (int) DIGITS.getVolatile(this);
    if (first != 0) {
      for (int i = 0; i < Digits.COUNT; i++) {
        stripes.reader().addDigits(first + i, i, sum);
      }
    }
  }

  /** Adds what {@link #CELLS} cells of one stripe hold, copied to {@code cells}, to {@code sum}. */
  public static void addTo(ExactSum sum, long[] cells, int at) {
    sum.add(cells[at]);
    sum.add(Double.longBitsToDouble(cells[at + HIGH]));
    sum.add(Double.longBitsToDouble(cells[at + LOW]));
  }
}
