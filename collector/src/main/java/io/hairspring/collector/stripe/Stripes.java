package io.hairspring.collector.stripe;

import io.hairspring.collector.thread.StackRoom;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.Reference;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;

/**
 * The stripes of one collector, and who writes which.
 *
 * <p>A live platform thread leases a stripe with its first recording and keeps it until it ends;
 * the stripe keeps its counts and goes to the next thread. When all stripes are leased, and for
 * virtual threads, a stripe is shared. Guarantees that no count is lost or counted twice, also from
 * one owner to the next, and that memory is bounded by the number of stripes whatever threads come
 * and go.
 *
 * <p>{@link #current()} is a few loads for a thread that has a lease; only a thread's first
 * recording takes a lock. Reading is wait-free.
 */
public final class Stripes {
  // By how much oftener many threads must record in a thing than one to make it hot: all they gain
  // from cells for some of them is not to meet the others.
  private static final int MORE_IF_SHARED = 16;

  private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(long[].class);
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

  // How often cells that are being written are looked at: without a pause first, then every 50 µs,
  // for the writer that has no processor in the middle of a recording, for some 20 ms.
  private static final int SPINS = 64;
  private static final int MOST_TRIES = SPINS + 200;
  private static final long PAUSE_NANOS = 50_000;

  private final int maxStripes;
  private final int hotAfter;
  private final AtomicInteger coolings = new AtomicInteger();
  private final AtomicLong ownCells = new AtomicLong();
  private final Lease[] shared; // nobody owns these; each may be used by any thread
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
    shared = new Lease[sharedStripes];
    stripes = new Stripe[sharedStripes];
    for (int i = 0; i < sharedStripes; i++) {
      stripes[i] =
          new Stripe(i, true, columns, carries, new Heat(hotAfter * MORE_IF_SHARED, coolings));
      shared[i] = new Lease(null, stripes[i]);
    }
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

  /** Returns the sum of a cell of counts over all stripes, 2^63-1 if it is that or more. */
  public long sum(int address) {
    int slot = Columns.slot(address);
    long sum = 0;
    for (long[] chunk : columns.chunks(address)) {
      sum = sum(sum, (long) CELL.getOpaque(chunk, slot));
    }
    if (Stripe.isNear(address)) {
      Stripe[] stripes = all();
      for (int i = shared.length; i < stripes.length; i++) {
        sum = sum(sum, stripes[i].near(address));
      }
    }
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
    carries.lock().lock();
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

  /** Returns the sum of a cell of whole numbers over all stripes, 2^63-1 if it is beyond a long. */
  public long sumOfWholes(int address) {
    int slot = Columns.slot(address);
    long sum = 0;
    for (long[] chunk : columns.chunks(address)) {
      sum = sumOfWholes(sum, (long) CELL.getOpaque(chunk, slot));
    }
    if (Stripe.isNear(address)) {
      Stripe[] stripes = all();
      for (int i = shared.length; i < stripes.length; i++) {
        sum = sumOfWholes(sum, stripes[i].near(address));
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
      Stripe[] stripes = all();
      for (int i = shared.length; i < stripes.length; i++) {
        each.accept(stripes[i].near(address));
      }
    }
  }

  /**
   * Copies neighbouring cells of one stripe after another, each from the first cell to the last,
   * for {@code cells} to add up. What it does not take for whole is copied again, but not for ever.
   *
   * @param copy where they are copied to; as many cells as it has
   * @return how many stripes were added up though they were not whole
   */
  public int read(int address, long[] copy, Copied cells) {
    int torn = 0;
    int slot = Columns.slot(address);
    for (long[] chunk : columns.chunks(address)) {
      int tries = 0;
      do {
        for (int i = 0; i < copy.length; i++) {
          copy[i] = (long) CELL.getAcquire(chunk, slot + i);
        }
      } while (!cells.areWhole() && isTriedAgain(++tries, true));
      torn += tries / MOST_TRIES;
      cells.add();
    }
    if (Stripe.isNear(address)) {
      Stripe[] stripes = all();
      for (int i = shared.length; i < stripes.length; i++) {
        int tries = 0;
        do {
          stripes[i].copyNear(address, copy);
        } while (!cells.areWhole() && isTriedAgain(++tries, true));
        torn += tries / MOST_TRIES;
        cells.add();
      }
    }
    return torn;
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

  /** Counts that a stripe was given cells of its own in something. */
  public void countOwnCells() {
    ownCells.getAndIncrement();
  }

  /** Returns how often {@link #countOwnCells} was called. */
  public long ownCells() {
    return ownCells.get();
  }

  /** Makes everything half as hot as it was. To be called from time to time; any thread. */
  public void cool() {
    coolings.getAndIncrement();
  }

  /** Takes leases back from threads that have ended, which are kept reachable until then. */
  public void reclaim() {
    lock.lock();
    try {
      reclaimLocked();
    } finally {
      lock.unlock();
    }
  }

  /** Returns how many threads hold a lease, of a stripe of their own or of a shared one. */
  public int leases() {
    lock.lock();
    try {
      return table.size();
    } finally {
      lock.unlock();
    }
  }

  /** Returns how many stripes hold memory: the shared ones and all that were ever leased. */
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
  }

  private Stripe[] all() {
    return (Stripe[]) STRIPES.getAcquire(this);
  }

  @SuppressWarnings("deprecation") // threadId() exists only since Java 19
  private Lease elsewhere(Thread thread) {
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
    if (lock.tryLock()) {
      try {
        table.moveUp(lease);
      } finally {
        lock.unlock();
      }
    }
  }

  private Lease lease(Thread thread) {
    StackRoom.require();
    lock.lock();
    try {
      Lease moved = table.find(thread); // while the caller looked
      if (moved != null) {
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
    Stripe[] more = Arrays.copyOf(stripes, stripes.length + 1);
    Stripe stripe =
        new Stripe(stripes.length, false, columns, carries, new Heat(hotAfter, coolings));
    more[stripes.length] = stripe;
    STRIPES.setRelease(this, more);
    return stripe;
  }

  private void reclaimLocked() {
    table.removeEnded(this::giveBack);
  }

  private void giveBack(Stripe stripe) {
    if (!stripe.isShared()) {
      free.push(stripe);
    }
  }

  private Lease shared(long key) {
    return shared[(int) (key ^ (key >>> 16)) & (shared.length - 1)];
  }
}
