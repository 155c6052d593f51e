package io.hairspring.collector.internal.stripe;

import io.hairspring.collector.internal.thread.StackRoom;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;

/**
 * Adds up cells over all stripes of a collector. Any thread; wait-free and without a lock unless a
 * method says otherwise.
 */
public final class StripeReader {
  // How often cells that are being written are looked at: without a pause first, then every 50 µs,
  // for the writer that has no processor in the middle of a recording, for some 20 ms.
  private static final int SPINS = 64;
  private static final int MOST_TRIES = SPINS + 200;
  private static final long PAUSE_NANOS = 50_000;

  // From how many sets of cells on it pays to add up neighbours at once.
  private static final int MANY = 8;

  private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(long[].class);

  private final Stripes stripes;
  private final int firstExclusive; // all behind it are
  private final Columns columns;
  private final Carries carries;
  private final ColumnSums columnSums;

  StripeReader(Stripes stripes, int firstExclusive, Columns columns, Carries carries) {
    this.stripes = stripes;
    this.firstExclusive = firstExclusive;
    this.columns = columns;
    this.carries = carries;
    columnSums = new ColumnSums(stripes, this);
  }

  /** Returns the sum of a cell of counts over all stripes, 2^63-1 if it is that or more. */
  public long sum(int address) {
    return sum(address, columns.chunks(address));
  }

  private long sum(int address, long[][] chunks) {
    int slot = Columns.slot(address);
    long sum = 0;
    for (long[] chunk : chunks) {
      sum = sum(sum, (long) CELL.getOpaque(chunk, slot));
    }
    if (Stripe.isNear(address)) {
      Stripe[] all = stripes.all();
      for (int i = firstExclusive; i < all.length; i++) {
        sum = sum(sum, all[i].near(address));
      }
    }
    return unlessCarried(address, sum);
  }

  /**
   * As {@link #sum(int)}, of any time since a collection began; quicker where many stripes wrote
   * and neighbours are asked for as well. One thread at a time.
   *
   * @param collection the number of the collection that runs
   */
  public long sum(int address, long collection) {
    long[][] chunks = columns.chunks(address);
    boolean many =
        chunks.length >= MANY
            || (Stripe.isNear(address) && stripes.all().length - firstExclusive >= MANY);
    return many ? columnSums.sum(address, collection, chunks) : sum(address, chunks);
  }

  /** Returns a sum whose cells were read before, or 2^63-1 if the cell passed that. */
  long unlessCarried(int address, long sum) {
    VarHandle.acquireFence(); // whoever sees what is left of a cell sees that it gave away
    return carries.of(address) == 0 ? sum : Long.MAX_VALUE;
  }

  /** A cell that holds 2^63 or more for a moment, before it gives that away, is negative. */
  private static long sum(long sum, long cell) {
    long more = sum + cell;
    return (more | cell) < 0 ? Long.MAX_VALUE : more;
  }

  /**
   * Returns the sum of a cell of counts over all stripes, however large. Allocates, and makes a
   * writer wait whose cell passes 2^63-1 just now: for the rare counter that did.
   */
  public BigInteger exactSum(int address) {
    StackRoom.lock(carries.lock());
    try {
      BigInteger[] sum = {BigInteger.valueOf(carries.of(address)).shiftLeft(Long.SIZE - 1)};
      forEach(
          address,
          cell -> {
            sum[0] = sum[0].add(BigInteger.valueOf(cell & Long.MAX_VALUE));
            sum[0] = cell < 0 ? sum[0].setBit(Long.SIZE - 1) : sum[0];
          });
      return sum[0];
    } finally {
      carries.lock().unlock();
    }
  }

  /** Returns how often a cell of counts passed 2^63-1, or a sum was {@link #countSaturated}. */
  public long saturated() {
    return carries.passed();
  }

  /** Counts a sum that is shown as 2^63-1 because it is more. */
  public void countSaturated() {
    carries.shown();
  }

  /** Returns about how many bytes so many neighbouring cells take in all stripes. */
  public long bytes(int address, int cells) {
    int sets = columns.chunks(address).length;
    sets += Stripe.isNear(address) ? stripes.all().length - firstExclusive : 0;
    return (long) sets * cells * Long.BYTES;
  }

  /** Returns the sum of a cell of whole numbers over all stripes, 2^63-1 if it is beyond a long. */
  public long sumOfWholes(int address) {
    int slot = Columns.slot(address);
    long sum = 0;
    for (long[] chunk : columns.chunks(address)) {
      sum = sumOfWholes(sum, (long) CELL.getOpaque(chunk, slot));
    }
    if (Stripe.isNear(address)) {
      Stripe[] all = stripes.all();
      for (int i = firstExclusive; i < all.length; i++) {
        sum = sumOfWholes(sum, all[i].near(address));
      }
    }
    return sum;
  }

  private static long sumOfWholes(long sum, long cell) {
    long more = sum + cell;
    boolean beyond = ((sum ^ more) & (cell ^ more)) < 0;
    return beyond || sum == Long.MAX_VALUE ? Long.MAX_VALUE : more;
  }

  /** Adds a cell of whole numbers of each stripe to {@code sum}. */
  void addWholes(int address, ExactSum sum) {
    forEach(address, sum::add);
  }

  /** Adds a cell of doubles of each stripe to {@code sum}. */
  void addDoubles(int address, ExactSum sum) {
    forEach(address, bits -> sum.add(Double.longBitsToDouble(bits)));
  }

  /** Adds a cell of each stripe to a digit of {@code sum}. */
  void addDigits(int address, int digit, ExactSum sum) {
    forEach(address, n -> sum.addDigit(digit, n));
  }

  private void forEach(int address, LongConsumer each) {
    int slot = Columns.slot(address);
    for (long[] chunk : columns.chunks(address)) {
      each.accept((long) CELL.getOpaque(chunk, slot));
    }
    if (Stripe.isNear(address)) {
      Stripe[] all = stripes.all();
      for (int i = firstExclusive; i < all.length; i++) {
        each.accept(all[i].near(address));
      }
    }
  }

  /**
   * Copies neighbouring cells of one stripe after another, each from the first cell to the last,
   * for {@code cells} to add up. What it does not take for whole is copied again, but not for ever.
   *
   * @param copy where they are copied to; as many cells as it has
   * @param mayWait whether it may wait for writers, some 20 ms for each
   * @return whether all that was added up was whole
   */
  public boolean read(int address, long[] copy, Copied cells, boolean mayWait) {
    boolean whole = true;
    int slot = Columns.slot(address);
    for (long[] chunk : columns.chunks(address)) {
      int tries = 0;
      boolean half;
      do {
        for (int i = 0; i < copy.length; i++) {
          copy[i] = (long) CELL.getAcquire(chunk, slot + i);
        }
        half = !cells.areWhole();
      } while (half && isTriedAgain(++tries, mayWait));
      whole &= !half;
      cells.add();
    }
    if (Stripe.isNear(address)) {
      Stripe[] all = stripes.all();
      for (int i = firstExclusive; i < all.length; i++) {
        int tries = 0;
        boolean half;
        do {
          all[i].copyNear(address, copy);
          half = !cells.areWhole();
        } while (half && isTriedAgain(++tries, mayWait));
        whole &= !half;
        cells.add();
      }
    }
    return whole;
  }

  /**
   * Returns whether a reader that found cells in the middle of a recording is to look again.
   *
   * @param tries how often it looked; 1, 2 and so on
   * @param mayWait whether it may wait for the writer, some 20 ms in all
   */
  public static boolean isTriedAgain(int tries, boolean mayWait) {
    if (tries < SPINS) {
      Thread.onSpinWait();
      return true;
    }
    if (tries < MOST_TRIES && mayWait) {
      LockSupport.parkNanos(PAUSE_NANOS);
      return true;
    }
    return false;
  }

  /** Cells of one stripe that were copied. */
  public interface Copied {
    /** Returns whether what was copied belongs together. */
    boolean areWhole();

    /** Adds up what was copied. */
    void add();
  }
}
