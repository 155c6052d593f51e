package io.hairspring.collector.internal.stripe;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Finds a thread's lease in a few loads. Changed under one lock; a look-up needs none: an entry is
 * either its thread's lease, valid for as long as that thread lives, or no answer, and then the
 * caller takes the lock and looks again.
 */
final class LeaseTable {
  /*
   * Open addressing in a table of fixed size, four places for each exclusive stripe. The first
   * place of a thread follows from its id, and is one of the first 4096 however many there are: a
   * way there that depends on the length costs a tight loop of additions a fifth. The multiplier is
   * 2^64 divided by the golden ratio (Knuth, The Art of Computer Programming 3, 6.4): it spreads the
   * consecutive ids that threads usually have, and any others at an even distance.
   * A thread that finds it taken goes by its identity hash, which no choice of ids makes collide;
   * the ids come first since they are there without asking, while the hash of a thread that
   * somebody joins is slow to get. It leads behind the first places, where there is something: in a
   * table of 4096 stripes these are nearly all taken, and a few threads would find no place among
   * them. A thread that finds none gets no lease and shares a stripe, which is rare while the table
   * is half empty, and searches again each time: it is made for as many threads as there are
   * stripes, not for any number. An id only chooses the place; a lease is recognised by the thread
   * itself, since getId() can be overridden before Java 19.
   *
   * First places belong to those who record: a thread that was often found elsewhere moves up, and
   * whoever stood there goes to another place of its own.
   */
  private static final int PROBES = 8; // beside the first, from the one the identity hash gives
  private static final int PLACES_PER_STRIPE = 4;
  private static final int FIRST_BITS = 12;
  private static final int FEWEST = 1 << FIRST_BITS; // who shares a stripe finds his here, too
  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

  /** Stands in empty places, so that a look-up need not test for null. Nobody owns it. */
  private static final Lease NONE =
      new Lease(null, new Stripe(-1, true, new Columns(), new Carries(), null));

  private static final VarHandle PLACE = MethodHandles.arrayElementVarHandle(Lease[].class);

  // Elements are written under the lock and read plainly: a lease is only accepted by the thread
  // that it names, which made it itself. One that another thread moves is stored in its new place
  // first, with release; its owner may still miss it, and then finds it under the lock.
  private final Lease[] leases; // as many as a power of two

  private final List<Lease> held = new ArrayList<>(); // all in the table, under the lock

  /**
   * Creates an empty table.
   *
   * @param stripes how many threads at a time have one of their own
   */
  LeaseTable(int stripes) {
    int length = FEWEST;
    while (length < stripes * PLACES_PER_STRIPE) {
      length *= 2;
    }
    leases = new Lease[length];
    Arrays.fill(leases, NONE);
  }

  /**
   * Returns the places, for {@link Stripes} to look at the first of a thread without a detour. None
   * of them is ever null.
   */
  Lease[] places() {
    return leases;
  }

  /**
   * Returns the lease of a thread that is not in its first place, or null if it has none or that is
   * being moved.
   */
  Lease findElsewhere(Thread thread) {
    VarHandle.acquireFence(); // whoever found his first place given away finds where he went
    int place = secondPlace(thread);
    for (int i = 0; i < PROBES; i++) {
      Lease lease = leases[place + i & leases.length - 1]; // once: another may be put there
      if (lease.owner == thread) {
        return lease;
      }
    }
    return null;
  }

  /**
   * Returns the lease of a thread, or null if it has none; one that was set aside goes back to its
   * place. The thread's alone, under the lock.
   */
  Lease find(Thread thread) {
    Lease first = leases[place(thread)];
    Lease found = first.owner == thread ? first : findElsewhere(thread);
    return found == null ? takeBack(thread) : found;
  }

  private Lease takeBack(Thread thread) {
    Lease absent = leases[place(thread)].absent();
    int place = secondPlace(thread);
    for (int i = 0; i < PROBES && !isOf(thread, absent); i++) {
      absent = leases[place + i & leases.length - 1].absent();
    }
    if (!isOf(thread, absent)) {
      return null;
    }
    PLACE.setRelease(leases, absent.place, absent);
    return absent;
  }

  private static boolean isOf(Thread thread, Lease lease) {
    return lease != null && lease.owner == thread;
  }

  /**
   * Puts another lease in the place of this one, so that its owner finds none and comes for it
   * under the lock. Under the lock.
   */
  void setAside(Lease lease) {
    if (leases[lease.place] == lease) {
      PLACE.setRelease(leases, lease.place, lease.standIn());
    }
  }

  /**
   * Lets a lease have the first place of its owner, who calls this. Whoever stands there moves to a
   * free place of his own; if he has none, both stay. Under the lock.
   */
  void moveUp(Lease lease) {
    int first = place(lease.owner);
    Lease other = leases[first];
    if (other == lease || other.absent() != null) {
      return; // somebody else's move put it there, or it belongs to one who comes back
    }
    if (other != NONE) {
      int free = freePlace(other.owner);
      if (free < 0) {
        return;
      }
      other.place = free;
      PLACE.setRelease(leases, free, other);
    }
    PLACE.setRelease(leases, first, lease);
    leases[lease.place] = NONE;
    lease.place = first;
  }

  /**
   * Returns whether {@link #put} would find a free place, or {@link #find} a lease that was set
   * aside, as far as can be seen without the lock.
   */
  boolean hasPlaceFor(Thread thread) {
    boolean has = freePlace(thread) >= 0 || leases[place(thread)].absent() != null;
    int place = secondPlace(thread);
    for (int i = 0; i < PROBES && !has; i++) {
      has = leases[place + i & leases.length - 1].absent() != null;
    }
    return has;
  }

  /** Puts a lease into a free place of its owner; returns whether there was one. Under the lock. */
  boolean put(Lease lease) {
    int place = freePlace(lease.owner);
    if (place < 0) {
      return false;
    }
    leases[place] = lease;
    lease.place = place;
    held.add(lease);
    return true;
  }

  private int freePlace(Thread thread) {
    int first = place(thread);
    if (leases[first] == NONE) {
      return first;
    }
    int place = secondPlace(thread);
    for (int i = 0; i < PROBES; i++) {
      int at = place + i & leases.length - 1;
      if (leases[at] == NONE) {
        return at;
      }
    }
    return -1;
  }

  /**
   * Removes the leases of threads that have ended and hands their stripes to {@code freed}. Under
   * the lock.
   */
  void removeEnded(Consumer<Stripe> freed) {
    held.removeIf(
        lease -> {
          // isAlive() returning false orders everything the thread did before everything after here
          // (JLS 17.4.4), so the next owner of its stripe sees all its cells.
          boolean ended = !lease.owner.isAlive();
          if (ended) {
            leases[lease.place] = NONE;
            freed.accept(lease.stripe);
          }
          return ended;
        });
  }

  /** Returns how many leases are held. Under the lock. */
  int size() {
    return held.size();
  }

  /** Returns the first place of a thread. */
  @SuppressWarnings("deprecation") // threadId() exists only since Java 19
  static int place(Thread thread) {
    return (int) ((thread.getId() * MULTIPLIER) >>> (Long.SIZE - FIRST_BITS));
  }

  private int secondPlace(Thread thread) {
    long hash = (System.identityHashCode(thread) * MULTIPLIER) >>> Integer.SIZE;
    int behind = leases.length > FEWEST ? FEWEST : 0;
    return behind + (int) ((hash * (leases.length - behind)) >>> Integer.SIZE);
  }
}
