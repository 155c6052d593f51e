package io.hairspring.gateway.proxy;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many connections to one upstream there may be, over all I/O threads, and who has them. Every
 * thread keeps its own connections; only their number is shared. A request is refused when as many
 * others have a connection or wait for one as may, and never before, whichever thread it is on.
 *
 * <p>Lock-free. A thread first says that it waits, or that it keeps an idle connection, and then
 * looks at what the others say; so of two that do so at once, at least one sees the other.
 */
final class ConnectionLimit implements ConnectionCounts {
  private final int max;
  private final int maxWaiting;
  private final List<ThreadConnections> threads = new CopyOnWriteArrayList<>();

  private final AtomicInteger borrowers = new AtomicInteger(); // have a connection, or wait for one
  private final AtomicInteger taken = new AtomicInteger(); // connections, those being opened too
  private final AtomicInteger opening = new AtomicInteger();
  private final AtomicInteger overdue = new AtomicInteger(); // opening for longer than they may

  /**
   * Creates a limit that nobody has come near to.
   *
   * @param max how many connections there may be
   * @param maxWaiting how many borrowers may wait while all of them are in use
   */
  ConnectionLimit(int max, int maxWaiting) {
    this.max = max;
    this.maxWaiting = maxWaiting;
  }

  /** Adds a thread that this is the limit of. */
  void add(ThreadConnections thread) {
    threads.add(thread);
  }

  /** Lets a borrower in; false if there are as many as may be. */
  boolean enter() {
    if (borrowers.incrementAndGet() > (long) max + maxWaiting) {
      borrowers.decrementAndGet();
      return false;
    }
    return true;
  }

  /** A borrower has its connection no more, or was refused. Once for each that was let in. */
  void leave() {
    borrowers.decrementAndGet();
  }

  /** Takes the place of a connection; false if there is none. */
  boolean take() {
    int seen = taken.get();
    while (seen < max && !taken.compareAndSet(seen, seen + 1)) {
      seen = taken.get();
    }
    return seen < max;
  }

  /**
   * Gives back the place of a connection that is no more: to who waits longest, if anybody does.
   */
  void free() {
    ThreadConnections next = longestWaiting();
    if (next == null) {
      taken.decrementAndGet();
      next = longestWaiting(); // since who began to wait meanwhile may have found no place
      if (next == null || !take()) {
        return;
      }
    }
    next.grant();
  }

  /** A connection is being opened. */
  void opens() {
    opening.incrementAndGet();
  }

  /** A connection that was being opened is open, or will not be. */
  void opened(boolean late) {
    opening.decrementAndGet();
    if (late) {
      overdue.decrementAndGet();
    }
  }

  /** A connection that is being opened takes longer than it may. */
  void late() {
    overdue.incrementAndGet();
  }

  /** Returns whether all that is taken is by connections that do not open. */
  boolean upstreamIsAway() {
    return overdue.get() > 0 && taken.get() <= opening.get();
  }

  /** Returns the thread whose first borrower waits longest; null if nobody waits. */
  ThreadConnections longestWaiting() {
    ThreadConnections longest = null;
    long since = 0;
    for (ThreadConnections thread : threads) {
      long its = thread.waitingSinceNanos();
      if (its != 0 && (longest == null || its - since < 0)) {
        longest = thread;
        since = its;
      }
    }
    return longest;
  }

  /** Has another thread that keeps an idle connection close it for one who waits. */
  void askForIdle(ThreadConnections asking) {
    for (ThreadConnections thread : threads) {
      if (thread != asking && thread.idle() > 0) {
        thread.spareOne();
        return;
      }
    }
  }

  @Override
  public int idle() {
    return threads.stream().mapToInt(ThreadConnections::idle).sum();
  }

  @Override
  public int waiting() {
    return threads.stream().mapToInt(ThreadConnections::waiting).sum();
  }

  @Override
  public int opening() {
    return opening.get();
  }

  @Override
  public int active() {
    return Math.max(0, taken.get() - opening.get() - idle());
  }

  @Override
  public int max() {
    return max;
  }
}
