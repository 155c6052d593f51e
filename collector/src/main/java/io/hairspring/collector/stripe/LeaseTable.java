package io.hairspring.collector.stripe;

import java.util.function.Consumer;

/**
 * Finds a thread's lease in a few loads. Immutable in shape: whoever changes it makes a new one,
 * except that a lease may be put into an empty place.
 *
 * <p>Assumes that changes are made under one lock. A look-up needs none: an entry is either its
 * thread's lease, valid for as long as that thread lives, or no answer, and then the caller takes
 * the lock and looks again.
 */
final class LeaseTable {
  /** A thread and the stripe it writes. All fields final, so safe to reach through a race. */
  record Lease(Thread owner, Stripe stripe) {}

  /*
   * Open addressing with at most PROBES places per thread; a table in which a thread finds none of
   * its places free is doubled, so that no set of thread ids makes a look-up long. The multiplier
   * is 2^64 divided by the golden ratio (Knuth, The Art of Computer Programming 3, 6.4): it spreads
   * the consecutive ids that threads usually have. An id only chooses the place; a lease is
   * recognised by the thread itself, since getId() can be overridden before Java 19.
   */
  static final int PROBES = 4;
  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;
  private static final int MIN_BITS = 6;
  private static final int MAX_BITS = 16;

  private final Lease[] leases;
  private final int shift;

  private LeaseTable(int bits) {
    leases = new Lease[(1 << bits) + PROBES - 1]; // the last places need no wrap-around
    shift = Long.SIZE - bits;
  }

  static LeaseTable empty() {
    return new LeaseTable(MIN_BITS);
  }

  /** Returns the stripe of {@code thread}, or null where its first place does not hold it. */
  Stripe first(Thread thread) {
    // Plain read: a lease is immutable and belongs to its thread for good, so a stale null is the
    // only way to be out of date.
    Lease lease = leases[place(thread)];
    return lease != null && lease.owner == thread ? lease.stripe : null;
  }

  /** Returns the stripe of {@code thread}, or null where none of its places holds it. */
  Stripe find(Thread thread) {
    int place = place(thread);
    for (int i = place; i < place + PROBES; i++) {
      Lease lease = leases[i];
      if (lease != null && lease.owner == thread) {
        return lease.stripe;
      }
    }
    return null;
  }

  /**
   * Returns a table that also holds {@code lease}: this one, or a larger copy. Null where even the
   * largest table has no place. Under the lock.
   */
  LeaseTable with(Lease lease) {
    if (put(lease)) {
      return this;
    }
    for (int bits = Long.SIZE - shift + 1; bits <= MAX_BITS; bits++) {
      LeaseTable larger = new LeaseTable(bits);
      if (larger.putAll(leases) && larger.put(lease)) {
        return larger;
      }
    }
    return null;
  }

  /**
   * Returns a table without the leases of threads that have ended, whose stripes are handed to
   * {@code freed}; this table if there are none. Under the lock.
   */
  LeaseTable withoutEnded(Consumer<Stripe> freed) {
    boolean any = false;
    LeaseTable kept = new LeaseTable(Long.SIZE - shift);
    for (Lease lease : leases) {
      if (lease == null) {
        continue;
      }
      // isAlive() returning false orders everything the thread did before everything after here
      // (JLS 17.4.4), so the next owner of its stripe sees all its cells.
      if (lease.owner.isAlive()) {
        if (!kept.put(lease)) {
          throw new AssertionError("fewer leases must fit where more did");
        }
      } else {
        any = true;
        freed.accept(lease.stripe);
      }
    }
    return any ? kept : this;
  }

  int size() {
    int size = 0;
    for (Lease lease : leases) {
      size += lease == null ? 0 : 1;
    }
    return size;
  }

  @SuppressWarnings("deprecation") // threadId() exists only since Java 19
  private int place(Thread thread) {
    return (int) ((thread.getId() * MULTIPLIER) >>> shift);
  }

  private boolean put(Lease lease) {
    int place = place(lease.owner);
    for (int i = place; i < place + PROBES; i++) {
      if (leases[i] == null) {
        leases[i] = lease;
        return true;
      }
    }
    return false;
  }

  private boolean putAll(Lease[] others) {
    for (Lease lease : others) {
      if (lease != null && !put(lease)) {
        return false;
      }
    }
    return true;
  }
}
