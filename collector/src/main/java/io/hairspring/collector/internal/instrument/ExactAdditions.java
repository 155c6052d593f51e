package io.hairspring.collector.internal.instrument;

import io.hairspring.collector.internal.stripe.DoubleSum;
import io.hairspring.collector.internal.stripe.ExactSum;
import io.hairspring.collector.internal.stripe.Lease;
import io.hairspring.collector.internal.stripe.StripeReader;
import io.hairspring.collector.internal.stripe.Stripes;
import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Additions of finite numbers to some cells per stripe, of which nothing is lost. What is not a
 * single store, as that of a whole number is, is counted before its stores and after them, and a
 * reader that finds more begun than ended looks again.
 */
final class ExactAdditions {
  private static final int ENDED = DoubleSum.CELLS; // additions of several stores
  private static final int BEGUN = ENDED + 1; // above the others, as addRecord asks
  private static final int CELLS = BEGUN + 1;

  private static final VarHandle FRACTIONS = handle("fractions", boolean.class);
  private static final VarHandle HALVES = handle("halves", long.class);

  private static VarHandle handle(String field, Class<?> type) {
    return ConstantBootstraps.fieldVarHandle(
        MethodHandles.lookup(), field, VarHandle.class, ExactAdditions.class, type);
  }

  private final Stripes stripes;
  private final int address;
  private final DoubleSum sum;
  private final Losses losses;

  // Whether an addition was no single store. Volatile, before the first of its stores, and only
  // ever set to true: who sees one of those sees this.
  private boolean fractions;

  // How many additions the last reader in doubt found begun and not ended: whose threads died there
  // are not waited for again. Opaque: another number only makes a reader wait.
  @SuppressWarnings("UnusedVariable") // reached by HALVES alone
  private long halves;

  ExactAdditions(Stripes stripes, Losses losses) {
    this.stripes = stripes;
    this.losses = losses;
    address = stripes.allocate(CELLS);
    sum = new DoubleSum(stripes, address);
  }

  /** Returns the address of the cell for whole numbers. */
  int address() {
    return address;
  }

  /** Adds a finite number by several stores, with the lease that the caller holds now. */
  void addFraction(Lease lease, double delta) {
    if (!fractions) {
      FRACTIONS.setVolatile(this, true);
    }
    long[] near = lease.near();
    if (DoubleSum.addRecord(near, address + BEGUN, address, delta, address + ENDED)) {
      return;
    }
    lease.add(address + BEGUN, 1);
    VarHandle.storeStoreFence(); // whoever sees a part of the addition sees that it was begun
    DoubleSum.addFraction(lease, lease.near(), address, delta, sum);
    VarHandle.storeStoreFence(); // whoever sees that it ended sees all of it
    lease.add(address + ENDED, 1);
  }

  /** Returns whether {@link #addFraction} was called. Volatile. */
  boolean hasFractions() {
    return (boolean) FRACTIONS.getVolatile(this);
  }

  /** Returns how often {@link #addFraction} was called. Any thread. */
  long fractions() {
    return stripes.reader().sum(address + ENDED);
  }

  /** Reads what was added, without an addition of which a part is stored; not for ever. */
  void read(ExactSum additions, boolean mayWait) {
    int tries = 0;
    long half;
    do {
      additions.clear();
      long ended = stripes.reader().sum(address + ENDED);
      VarHandle.acquireFence();
      sum.addTo(additions);
      VarHandle.acquireFence();
      half = stripes.reader().sum(address + BEGUN) - ended;
      if (half == 0) {
        HALVES.setOpaque(this, 0L);
        return;
      }
    } while (StripeReader.isTriedAgain(++tries, mayWait && half != (long) HALVES.getOpaque(this)));
    HALVES.setOpaque(this, half);
    losses.torn();
  }

  /** Returns about how many bytes the cells take in all stripes. Any thread. */
  long bytes() {
    return stripes.reader().bytes(address, CELLS);
  }

  /** Gives the cells back as soon as {@code handle} is garbage. */
  void retire(Object handle) {
    stripes.retire(handle, address, CELLS);
  }
}
