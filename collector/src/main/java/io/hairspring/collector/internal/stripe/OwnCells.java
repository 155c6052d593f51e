package io.hairspring.collector.internal.stripe;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Arithmetic on cells that one thread at a time writes: plain reads, since it sees its own last
 * write and its predecessor's, and opaque stores, as in {@link Lease#add}. Wait-free.
 */
final class OwnCells {
  private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(long[].class);

  private OwnCells() {}

  /** As {@link Lease#addDouble}. */
  static double addDouble(long[] cells, int at, double x) {
    double before = Double.longBitsToDouble(cells[at]);
    double after = before + x;
    double lost = TwoSum.lost(before, x, after);
    if (lost != 0 && !TwoSum.isSafe(after)) { // what is lost may be wrong, and the sum infinite
      return x;
    }
    CELL.setOpaque(cells, at, Double.doubleToRawLongBits(after));
    return lost;
  }

  /** As {@link Lease#takeDouble}. */
  static double takeDouble(long[] cells, int at) {
    double held = Double.longBitsToDouble(cells[at]);
    CELL.setOpaque(cells, at, 0L);
    return held;
  }

  /** As {@link Lease#addToPair}. */
  static boolean addToPair(long[] cells, int at, double x) {
    double high = Double.longBitsToDouble(cells[at]);
    double low = Double.longBitsToDouble(cells[at + 1]);
    double sum = high + x;
    double lost = TwoSum.lost(high, x, sum);
    double rest = low + lost;
    if (!TwoSum.isExact(low, lost, rest)) { // nor with an infinite sum: NaN is lost
      return false;
    }
    CELL.setOpaque(cells, at, Double.doubleToRawLongBits(sum));
    CELL.setOpaque(cells, at + 1, Double.doubleToRawLongBits(rest));
    return true;
  }

  /** As {@link Lease#addWhole}. */
  static boolean addWhole(long[] cells, int at, long n) {
    long sum = cells[at] + n;
    if (!hasRoom(sum)) {
      return false;
    }
    CELL.setOpaque(cells, at, sum);
    return true;
  }

  /** As {@link Lease#addRecord(long[], int, int, long, int)}. */
  static boolean addRecord(long[] near, int bucket, int whole, long n, int number) {
    if (bucket >= near.length) {
      return false;
    }
    long sum = near[whole] + n;
    if (!hasRoom(sum)) {
      return false;
    }
    CELL.setOpaque(near, bucket, near[bucket] + 1);
    VarHandle.storeStoreFence();
    CELL.setOpaque(near, whole, sum);
    VarHandle.storeStoreFence();
    CELL.setOpaque(near, number, near[number] + 1);
    return true;
  }

  /** As {@link Lease#addRecord(long[], int, int, double, int)}. */
  static boolean addRecord(long[] near, int bucket, int pair, double x, int number) {
    if (bucket >= near.length) {
      return false;
    }
    double high = Double.longBitsToDouble(near[pair]);
    double low = Double.longBitsToDouble(near[pair + 1]);
    double sum = high + x;
    double lost = TwoSum.lost(high, x, sum);
    double rest = low + lost;
    if (!TwoSum.isExact(low, lost, rest)) { // nor with an infinite sum: NaN is lost
      return false;
    }
    CELL.setOpaque(near, bucket, near[bucket] + 1);
    VarHandle.storeStoreFence();
    CELL.setOpaque(near, pair, Double.doubleToRawLongBits(sum));
    CELL.setOpaque(near, pair + 1, Double.doubleToRawLongBits(rest));
    VarHandle.storeStoreFence();
    CELL.setOpaque(near, number, near[number] + 1);
    return true;
  }

  /** As {@link Lease#addSigned}. */
  static long addSigned(long[] cells, int at, long n) {
    long sum = cells[at] + n;
    CELL.setOpaque(cells, at, sum);
    return sum;
  }

  /** A sum of one that has room and of any other number is never taken for another. */
  static boolean hasRoom(long sum) {
    return (sum ^ (sum << 1)) >= 0; // the uppermost two bits are equal: -2^62 to 2^62-1
  }
}
