package io.hairspring.gateway.pool;

import io.hairspring.gateway.client.HttpConnection;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.xnio.XnioIoThread;

/**
 * The places of connections to one upstream: how many there are, which connections are kept in
 * them, and who waits for one. Thread-safe. Its monitor is held for as long as something is looked
 * up and noted, and never while a channel is touched.
 */
final class ConnectionSlots {
  /**
   * How much longer somebody must wait on another thread than on the one that has a connection to
   * be served first: a connection can only be used there, so serving others costs a new one.
   */
  private static final long UNFAIR_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final int max;
  private final long maxBorrowers;
  private final Map<XnioIoThread, Deque<HttpConnection>> kept = new HashMap<>(); // last used first
  private final Set<Waiter> queue = new LinkedHashSet<>(); // longest first
  private int borrowers;

  // Written under the monitor; volatile, since they are read without it.
  private volatile boolean closed;
  private volatile int taken;
  private volatile int opening;
  private volatile int idle;
  private volatile int waiting;

  /** Creates as many, all free, and lets as many wait as may while all are taken. */
  ConnectionSlots(int max, int maxWaiting) {
    this.max = max;
    maxBorrowers = (long) max + maxWaiting;
  }

  /** Lets a borrower in; false if there are as many as there are places to have or to wait for. */
  synchronized boolean enter() {
    boolean room = borrowers < maxBorrowers;
    borrowers += room ? 1 : 0;
    return room;
  }

  /** A borrower needs no connection any more. Once for each that was let in. */
  synchronized void leave() {
    borrowers--;
  }

  /** Takes a place, or else has somebody wait for one. */
  synchronized boolean takeOrWait(Waiter waiter) {
    if (taken < max) {
      taken++;
      return true;
    }
    queue.add(waiter);
    waiting = queue.size();
    return false;
  }

  /** Frees the place of a connection that is no more, unless the returned one is to have it. */
  synchronized Waiter free() {
    Waiter next = next(null);
    taken -= next == null ? 1 : 0;
    return next;
  }

  /** Notes that a connection is being opened, or that it is no more. */
  synchronized void opens(boolean begins) {
    opening += begins ? 1 : -1;
  }

  /** Returns who is to have a connection that nobody uses, or its place; null if it is kept now. */
  synchronized Waiter nextOrKeep(HttpConnection connection) {
    Waiter next = next(connection.thread());
    if (next == null) {
      kept.computeIfAbsent(connection.thread(), own -> new ArrayDeque<>()).push(connection);
      idle++;
    }
    return next;
  }

  /** Returns the kept connection of a thread that was used last; null if there is none. */
  synchronized HttpConnection takeKept(XnioIoThread thread) {
    Deque<HttpConnection> own = kept.get(thread);
    HttpConnection last = own == null ? null : own.poll();
    idle -= last == null ? 0 : 1;
    return last;
  }

  /** Returns a kept connection of any thread that was not used for long; null if there is none. */
  synchronized HttpConnection takeSpare() {
    for (Deque<HttpConnection> own : kept.values()) {
      if (!own.isEmpty()) {
        idle--;
        return own.pollLast();
      }
    }
    return null;
  }

  /** Keeps a connection no longer; false if it was not kept. */
  synchronized boolean forget(HttpConnection connection) {
    Deque<HttpConnection> own = kept.get(connection.thread());
    boolean was = own != null && own.remove(connection);
    idle -= was ? 1 : 0;
    return was;
  }

  /** Has somebody wait no longer. */
  synchronized void leaveQueue(Waiter waiter) {
    queue.remove(waiter);
    waiting = queue.size();
  }

  private Waiter next(XnioIoThread thread) {
    Waiter next = null;
    for (Waiter one : queue) {
      if (next == null) {
        next = one;
      } else if (one.sinceNanos() - next.sinceNanos() > UNFAIR_NANOS) {
        break;
      }
      if (thread == null || one.thread() == thread) {
        next = one;
        break;
      }
    }
    if (next != null) {
      leaveQueue(next);
    }
    return next;
  }

  /** Says that no connection is worth keeping any more; returns those that are. */
  synchronized List<HttpConnection> close() {
    closed = true;
    List<HttpConnection> all = new ArrayList<>();
    kept.values().forEach(all::addAll);
    return all;
  }

  boolean isClosed() {
    return closed;
  }

  /** Returns how many there are of what, as good as several looks can tell. */
  PoolCounts counts() {
    int active = Math.max(0, taken - opening - idle);
    return new PoolCounts(active, idle, opening, waiting, max);
  }
}
