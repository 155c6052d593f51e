package io.hairspring.collector.internal.stripe;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.IntFunction;

/**
 * Exclusive stripes for those who share one, lent for one recording: a compare-and-set takes one, a
 * store gives it back, and between them the borrower writes it as its owner would.
 *
 * <p>Any thread; wait-free, but for the first time that a stripe is lent, which makes it.
 */
final class LentStripes {
  private static final int STRIDE = 32; // 128 bytes, as in Stripe
  private static final int FREE = 0;
  private static final int LENT = 1;

  // Whoever meets others does not look far: what they have is back in some nanoseconds.
  private static final int TRIES = 4;

  private static final VarHandle STATE = MethodHandles.arrayElementVarHandle(int[].class);

  // Lent by compare-and-set, given back by the borrower alone with release: so each sees all that
  // those before him wrote.
  private final int[] states;

  private final Lease[] leases; // null until first lent; an element is its borrower's alone
  private final IntFunction<Lease> make;

  /**
   * Creates a store.
   *
   * @param size how many there may be, a power of two
   * @param make makes the lease of a place
   */
  LentStripes(int size, IntFunction<Lease> make) {
    states = new int[(size + 1) * STRIDE];
    leases = new Lease[size];
    this.make = make;
    take(0);
    giveBack(0); // links what it needs while the stack has room for that
  }

  /**
   * Lends one.
   *
   * @param key where to look first
   * @return null if others have those that were looked at
   */
  Lease borrow(int key) {
    for (int i = 0; i < TRIES; i++) {
      int place = key + i & leases.length - 1;
      if (take(place)) {
        Lease lease = leases[place];
        return lease == null ? make(place) : lease;
      }
    }
    return null;
  }

  private Lease make(int place) {
    Lease made = null;
    try {
      made = make.apply(place);
      leases[place] = made;
    } finally {
      if (made == null) {
        giveBack(place);
      }
    }
    return made;
  }

  // Takes no more of the stack than take() from borrow(): who was lent a stripe can give it back.
  void giveBack(int place) {
    STATE.setRelease(states, at(place), FREE);
  }

  /** Returns whether nobody has what is lent from a place, after a moment in which nobody could. */
  boolean isFree(int place) {
    boolean taken = take(place);
    if (taken) {
      giveBack(place);
    }
    return taken;
  }

  private boolean take(int place) {
    int at = at(place);
    return (int) STATE.getOpaque(states, at) == FREE && STATE.compareAndSet(states, at, FREE, LENT);
  }

  private static int at(int place) {
    return (place + 1) * STRIDE;
  }
}
