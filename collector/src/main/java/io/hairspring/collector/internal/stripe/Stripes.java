package io.hairspring.collector.internal.stripe;

import io.hairspring.collector.internal.thread.StackRoom;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.Reference;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The stripes of one collector, and who writes which.
 *
 * <p>A live platform thread leases a stripe with its first recording and keeps it until it ends;
 * the stripe keeps its counts and goes to the next thread. When all stripes are leased, and for
 * virtual threads, a stripe is shared, or borrowed for one recording. Guarantees that no count is
 * lost or counted twice, also from one owner to the next, and that memory is bounded by the number
 * of stripes whatever threads come and go.
 *
 * <p>{@link #current()} is a few loads for a thread that has a lease; only a thread's first
 * recording takes a lock. Reading is wait-free.
 */
public final class Stripes {
  private static final VarHandle STRIPES;

  static {
    try {
      STRIPES = MethodHandles.lookup().findVarHandle(Stripes.class, "stripes", Stripe[].class);
    } catch (ReflectiveOperationException impossible) {
      throw new ExceptionInInitializerError(impossible);
    }
  }

  // After how many a lease moves up: so rare that two who take turns at a place pay little.
  private static final int DETOURS = 1 << 12;

  private final int maxStripes;
  private final int hotAfter;
  private final AtomicInteger coolings = new AtomicInteger();
  private final AtomicLong clearings = new AtomicLong();
  private final Lease[] shared; // nobody owns these; each may be used by any thread
  private final LentStripes lent;
  private final StripeReader reader;
  private final LeaseTable table;
  private final Lease[] places;
  private final Columns columns = new Columns();
  private final Carries carries = new Carries();
  private final Addresses addresses = new Addresses(this::clear);
  private final ReentrantLock lock = new ReentrantLock();
  private final ArrayDeque<Stripe> free = new ArrayDeque<>(); // under the lock
  private int nextShared; // under the lock
  private int exclusive; // how many exclusive stripes were ever made; under the lock

  // The shared ones first. Written under the lock with release, read with acquire: a reader needs
  // the stripe whole.
  private Stripe[] stripes;

  /** Creates stripes where everything is hot; see the other constructor. */
  public Stripes(int maxStripes, int sharedStripes) {
    this(maxStripes, sharedStripes, 0);
  }

  /**
   * Creates stripes.
   *
   * @param maxStripes how many threads at a time write stripes of their own, at least 0
   * @param sharedStripes how many stripes all other threads share, a power of two
   * @param hotAfter about how many recordings of a thread in a thing make it hot, 0 for none; see
   *     {@link Lease#makesHot}
   */
  public Stripes(int maxStripes, int sharedStripes, int hotAfter) {
    this.maxStripes = maxStripes;
    this.hotAfter = hotAfter;
    table = new LeaseTable(maxStripes);
    places = table.places();
    reader = new StripeReader(this, sharedStripes, columns, carries);
    shared = new Lease[sharedStripes];
    stripes = new Stripe[sharedStripes];
    for (int i = 0; i < sharedStripes; i++) {
      stripes[i] = new Stripe(i, true, columns, carries, null);
      shared[i] = new Lease(null, stripes[i]);
    }
    lent = new LentStripes(sharedStripes, this::leaseToLend);
  }

  /**
   * Takes {@code cells} neighbouring cells, 1 to 512, which hold 0, and returns the address of the
   * first.
   */
  public int allocate(int cells) {
    return addresses.allocate(cells);
  }

  /**
   * Gives cells back as soon as {@code handle} is garbage, so that a handle still held stays
   * harmless. Nobody else may write the cells. Returns the reference by which the collector of
   * garbage says that nobody holds the handle.
   */
  public Reference<?> retire(Object handle, int address, int cells) {
    return addresses.retire(handle, address, cells);
  }

  /** Returns the lease with which the calling thread is to write now; it must not hand it on. */
  public Lease current() {
    return current(places, this);
  }

  /**
   * Returns the places of {@link #current(Lease[], Stripes)}. Nobody may write them, or read them
   * otherwise.
   */
  public Lease[] places() {
    return places;
  }

  /**
   * As {@code stripes.current()}, for an instrument that keeps the stripes' places in a field of
   * its own: that saves each recording the load that leads to them.
   */
  public static Lease current(Lease[] places, Stripes stripes) {
    Thread thread = Thread.currentThread();
    Lease lease = places[LeaseTable.place(thread)]; // plain: see LeaseTable
    return lease.owner == thread ? lease : stripes.elsewhere(thread);
  }

  /**
   * Returns the lease of the calling thread if it stands in its place, else null: for an instrument
   * that has to look for its stripes, and does so for {@link #elsewhere} alone.
   */
  public static Lease ownOrNull(Lease[] places, Thread thread) {
    Lease lease = places[LeaseTable.place(thread)]; // as above
    return lease.owner == thread ? lease : null;
  }

  /**
   * Lends the caller, whose lease is shared, one of an exclusive stripe for one recording, so that
   * this takes one atomic instruction and not one a cell. He hands it back with {@link #giveBack}.
   *
   * @param lease the caller's
   * @return that itself if it is not shared, or others have borrowed what it leads to
   */
  public Lease borrow(Lease lease) {
    Lease borrowed = lease.isShared() ? lent.borrow(lease.index()) : null;
    return borrowed == null ? lease : borrowed;
  }

  /** Takes back what {@link #borrow} returned, if that was lent. */
  public void giveBack(Lease lease) {
    if (lease.stripe.isLent()) {
      lent.giveBack(lease.stripe.lentFrom);
    }
  }

  /** Returns who adds up cells over all stripes. */
  public StripeReader reader() {
    return reader;
  }

  /** Makes everything half as hot as it was. To be called from time to time; any thread. */
  public void cool() {
    coolings.getAndIncrement();
  }

  /**
   * Asks the owner of an exclusive stripe to pass through a lock before it next begins to write:
   * what the caller stored before is then seen by whoever writes the stripe from then on. Costs
   * that owner a look-up under the lock, once, and who borrows it nothing. Returns what to ask
   * {@link #hasPassed} with.
   */
  public int askToPass(int index) {
    StackRoom.lock(lock);
    try {
      Stripe stripe = all()[index];
      if (stripe.holder == null) {
        return stripe.passes - 1; // whoever leases it takes the lock
      }
      table.setAside(stripe.holder);
      return stripe.passes;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Returns whether nobody writes an exclusive stripe any more who began to before it was asked to
   * pass: its owner began to write anew, or has ended. The caller then sees all that was written so
   * far.
   *
   * @param asked what {@link #askToPass} returned
   */
  public boolean hasPassed(int index, int asked) {
    StackRoom.lock(lock);
    try {
      Stripe stripe = all()[index];
      if (stripe.isLent()) {
        return lent.isFree(stripe.lentFrom); // who borrows it next sees what the caller stored
      }
      // Once isAlive() returns false, all that the thread did is seen (JLS 17.4.4).
      return stripe.passes != asked || !stripe.holder.owner.isAlive();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Returns a lease with which the calling thread is to count what it comes upon while it records
   * something else: never its own, since finding that says that nothing is being recorded.
   */
  @SuppressWarnings("deprecation") // threadId() exists only since Java 19
  public Lease amidst() {
    return shared(Thread.currentThread().getId());
  }

  /** Takes leases back from threads that have ended, which are kept reachable until then. */
  public void reclaim() {
    StackRoom.lock(lock);
    try {
      reclaimLocked();
    } finally {
      lock.unlock();
    }
  }

  /** Returns how many threads hold a lease, of a stripe of their own or of a shared one. */
  public int leases() {
    StackRoom.lock(lock);
    try {
      return table.size();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Returns how many stripes hold memory: the shared ones and all that were ever leased or lent.
   */
  public int count() {
    return all().length;
  }

  private void clear(int address, int cells) {
    for (int cell = address; cell < address + cells; cell++) {
      carries.clear(cell);
    }
    for (Stripe stripe : all()) { // one made later holds nothing of theirs
      stripe.clear(address, cells);
    }
    clearings.getAndIncrement(); // after all of them, and before others are given the cells
  }

  /** Returns how often cells were cleared that are given out anew. Any thread. */
  long clearings() {
    return clearings.get();
  }

  /** Returns the number of the first exclusive stripe; all behind it are. */
  int firstExclusive() {
    return shared.length;
  }

  /** Returns all stripes there are, the shared ones first. */
  Stripe[] all() {
    return (Stripe[]) STRIPES.getAcquire(this);
  }

  /** Returns the lease of the calling thread, wherever it is; made if need be. */
  @SuppressWarnings("deprecation") // threadId() exists only since Java 19
  public Lease elsewhere(Thread thread) {
    if (VirtualThreads.isVirtual(thread)) {
      return shared(thread.getId()); // there may be millions: nothing is kept for one
    }
    Lease lease = table.findElsewhere(thread);
    if (lease != null) {
      if ((++lease.detours & (DETOURS - 1)) == 0) {
        moveUp(lease);
      }
      return lease;
    }
    return table.hasPlaceFor(thread) ? lease(thread) : shared(System.identityHashCode(thread));
  }

  /** Lets the caller's own lease be found sooner, unless somebody holds the lock. */
  private void moveUp(Lease lease) {
    StackRoom.require();
    if (lock.tryLock()) {
      try {
        table.moveUp(lease);
        lease.stripe.passes++; // its owner is at the beginning of a recording
      } finally {
        lock.unlock();
      }
    }
  }

  private Lease lease(Thread thread) {
    StackRoom.lock(lock);
    try {
      Lease moved = table.find(thread); // while the caller looked
      if (moved != null) {
        moved.stripe.passes++;
        return moved;
      }
      Stripe stripe = unleased();
      if (stripe == null) {
        // In turn, so that threads that begin together seldom meet.
        stripe = shared[nextShared++ & (shared.length - 1)].stripe;
      }
      Lease lease = new Lease(thread, stripe);
      if (!table.put(lease)) {
        giveBack(stripe);
        return shared(System.identityHashCode(thread));
      }
      if (!stripe.isShared()) {
        stripe.holder = lease;
        stripe.passes++;
      }
      return lease;
    } finally {
      lock.unlock();
    }
  }

  private Stripe unleased() {
    if (free.isEmpty() && exclusive == maxStripes) {
      reclaimLocked();
    }
    if (!free.isEmpty()) {
      return free.pop();
    }
    if (exclusive == maxStripes) {
      return null;
    }
    exclusive++;
    return newExclusive();
  }

  private Stripe newExclusive() {
    Stripe[] more = Arrays.copyOf(stripes, stripes.length + 1);
    Stripe stripe =
        new Stripe(stripes.length, false, columns, carries, new Heat(hotAfter, coolings));
    more[stripes.length] = stripe;
    STRIPES.setRelease(this, more);
    return stripe;
  }

  private Lease leaseToLend(int place) {
    StackRoom.lock(lock);
    try {
      Stripe stripe = newExclusive();
      stripe.lentFrom = place;
      return new Lease(null, stripe);
    } finally {
      lock.unlock();
    }
  }

  private void reclaimLocked() {
    table.removeEnded(this::giveBack);
  }

  private void giveBack(Stripe stripe) {
    if (!stripe.isShared()) {
      stripe.holder = null;
      stripe.passes++;
      free.push(stripe);
    }
  }

  private Lease shared(long key) {
    return shared[(int) (key ^ (key >>> 16)) & (shared.length - 1)];
  }
}
