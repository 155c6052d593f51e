package io.hairspring.gateway.proxy;

import io.hairspring.gateway.client.HttpConnection;
import io.hairspring.gateway.proxy.ConnectionPool.Borrower;
import io.undertow.connector.ByteBufferPool;
import java.util.ArrayDeque;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;

/**
 * The connections to one upstream that one I/O thread owns, and who waits for one there. Only that
 * thread comes here, but for the methods that say otherwise.
 */
final class ThreadConnections {
  /** Opens a connection on the thread. */
  interface Connector {
    void connect(Opening opening, ByteBufferPool buffers);
  }

  /** Who waits for a connection to open. Exactly one method is called, once, on the thread. */
  interface Opening {
    void opened(HttpConnection client);

    void failed();
  }

  /**
   * How much longer somebody must wait on another thread than on this one to be served first: a
   * kept connection can only be used here, so serving others costs a new one.
   */
  private static final long UNFAIR_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final XnioExecutor thread;
  private final Connector connector;
  private final ConnectionLimit limit;
  private final ConnectionObserver observer;
  private final long connectMillis;
  private final ArrayDeque<PooledConnection> idle = new ArrayDeque<>();
  private final ArrayDeque<Waiter> waiting = new ArrayDeque<>();
  private boolean closed;

  // What the other threads may know, written by this one. Volatile, since each side first writes
  // its own and then reads the other's, as ConnectionLimit says.
  private volatile int idleCount;
  private volatile int waitingCount;
  private volatile long waitingSinceNanos; // 0 while nobody waits

  ThreadConnections(
      XnioExecutor thread,
      Connector connector,
      ConnectionLimit limit,
      ConnectionObserver observer,
      long connectMillis) {
    this.thread = thread;
    this.connector = connector;
    this.limit = limit;
    this.observer = observer;
    this.connectMillis = connectMillis;
  }

  /** Returns how many connections are kept and not in use. Any thread. */
  int idle() {
    return idleCount;
  }

  /** Returns how many borrowers wait for a place. Any thread. */
  int waiting() {
    return waitingCount;
  }

  /** Returns since when the first of them waits, 0 if none does. Any thread. */
  long waitingSinceNanos() {
    return waitingSinceNanos;
  }

  /** Serves a borrower; returns how to call that off, or null if it has a connection already. */
  PendingConnection borrow(ByteBufferPool buffers, Borrower borrower) {
    PooledConnection kept = takeIdle();
    if (kept != null) {
      borrower.connected(kept);
      return null;
    }
    return connectOrWait(new Waiter(borrower, buffers, false));
  }

  /**
   * Closes a kept connection that the upstream had dropped, and opens another for its borrower: a
   * restart drops all that are kept.
   */
  PendingConnection replace(PooledConnection dropped, ByteBufferPool buffers, Borrower borrower) {
    Waiter waiter = new Waiter(borrower, buffers, true);
    boolean place = vacate(dropped);
    while (!place && !idle.isEmpty()) { // somebody else got the place
      place = vacate(idle.pollLast());
      idleCount = idle.size();
    }
    if (!place) {
      return connectOrWait(waiter);
    }
    waiter.connect();
    return waiter;
  }

  /** Closes a connection and returns whether its place is the caller's now. */
  private boolean vacate(PooledConnection connection) {
    boolean place = connection.leavePlace();
    discard(connection);
    return place;
  }

  private PendingConnection connectOrWait(Waiter waiter) {
    if (limit.take()) {
      waiter.connect();
    } else if (limit.upstreamIsAway()) {
      waiter.end();
      waiter.refuse(UpstreamFailure.CONNECT_TIMEOUT);
    } else {
      waiter.await();
      if (limit.take()) { // it came free before it was seen that somebody waits
        grantHere();
      } else {
        limit.askForIdle(this);
      }
    }
    return waiter;
  }

  void giveBack(PooledConnection connection) {
    if (closed || !connection.client().isOpen()) {
      discard(connection);
      return;
    }
    connection.markReused();
    connection.client().rest();
    Waiter next = waiting.peek();
    ThreadConnections longest = limit.longestWaiting();
    if (longest == null) {
      keep(connection);
    } else if (next == null || (longest != this && isUnfairTo(longest))) {
      if (vacate(connection)) {
        longest.grant();
      }
    } else if (next.fresh || !connection.client().isQuiet()) {
      discard(connection);
    } else {
      leaveQueue(next);
      next.take(connection);
    }
  }

  private boolean isUnfairTo(ThreadConnections other) {
    long since = other.waitingSinceNanos;
    return since != 0 && waitingSinceNanos - since > UNFAIR_NANOS;
  }

  private void keep(PooledConnection connection) {
    idle.push(connection);
    idleCount = idle.size();
    if (limit.longestWaiting() != null) {
      spareOneHere();
    }
  }

  void discard(PooledConnection connection) {
    IoUtils.safeClose(connection.client()); // its close listener frees the place
  }

  /**
   * Lets the first who waits here open a connection in a place that is taken for it. Any thread.
   */
  void grant() {
    later(this::grantHere);
  }

  private void grantHere() {
    Waiter next = waiting.peek();
    if (next == null) {
      limit.free();
    } else {
      leaveQueue(next);
      next.connect();
    }
  }

  /** Closes an idle connection if somebody waits for its place. Any thread. */
  void spareOne() {
    later(this::spareOneHere);
  }

  private void spareOneHere() {
    ThreadConnections longest = limit.longestWaiting();
    boolean place = false;
    while (longest != null && !place && !idle.isEmpty()) {
      place = vacate(idle.pollLast());
      idleCount = idle.size();
    }
    if (place) {
      longest.grant();
    } else if (longest != null) {
      limit.askForIdle(this); // this one's was used meanwhile
    }
  }

  /** Closes the idle connections, and every other one when it comes back. Any thread. */
  void closeSoon() {
    later(this::close);
  }

  private void close() {
    closed = true;
    while (!idle.isEmpty()) {
      discard(idle.pop());
    }
    idleCount = 0;
  }

  private PooledConnection takeIdle() {
    // The last one used first: the others age, and those that the upstream closed are passed over.
    PooledConnection connection = idle.poll();
    while (connection != null && !connection.client().isQuiet()) {
      discard(connection);
      connection = idle.poll();
    }
    idleCount = idle.size();
    return connection;
  }

  private PooledConnection watched(HttpConnection client) {
    PooledConnection connection = new PooledConnection(client);
    client.whenClosed(() -> later(() -> ended(connection)));
    return connection;
  }

  /** Runs a task on this thread when what it does now is done; never, once the thread ends. */
  private void later(Runnable task) {
    try {
      thread.execute(task);
    } catch (RejectedExecutionException ending) {
      // A thread that ends has closed its connections, and nobody needs a place any more.
    }
  }

  private void ended(PooledConnection connection) {
    if (connection.leavePlace()) {
      if (idle.remove(connection)) {
        idleCount = idle.size();
      }
      limit.free();
    }
  }

  private void leaveQueue(Waiter waiter) {
    waiting.remove(waiter);
    publishWaiting();
    observer.waitedSince(waiter.sinceNanos);
  }

  private void publishWaiting() {
    waitingCount = waiting.size();
    Waiter first = waiting.peek();
    waitingSinceNanos = first == null ? 0 : first.sinceNanos;
  }

  /** A borrower without a connection yet. It waits for as long as a connection may take to open. */
  private final class Waiter implements Opening, PendingConnection {
    private final ByteBufferPool buffers;
    private final boolean fresh; // takes no connection that was used before
    private final XnioExecutor.Key timer;
    private Borrower borrower; // null once it was told, or went away
    private boolean late;
    private boolean over; // its timer may ring nevertheless

    // Since when it waits for a place, or its connection is being opened; never 0.
    private long sinceNanos;
    private boolean connecting;

    Waiter(Borrower borrower, ByteBufferPool buffers, boolean fresh) {
      this.borrower = borrower;
      this.buffers = buffers;
      this.fresh = fresh;
      timer = thread.executeAfter(this::late, connectMillis, TimeUnit.MILLISECONDS);
    }

    void await() {
      sinceNanos = System.nanoTime() | 1;
      waiting.add(this);
      publishWaiting();
    }

    /** Opens a connection in a place that is taken. */
    void connect() {
      connecting = true;
      sinceNanos = System.nanoTime() | 1;
      limit.opens();
      try {
        connector.connect(this, buffers);
      } catch (RuntimeException e) { // such as an address that cannot be resolved
        failed();
      }
    }

    void take(PooledConnection connection) {
      end();
      told().connected(connection);
    }

    void refuse(UpstreamFailure failure) {
      limit.leave();
      told().refused(failure);
    }

    private void end() {
      over = true;
      timer.remove();
    }

    private Borrower told() {
      Borrower told = borrower;
      borrower = null;
      return told;
    }

    @Override
    public void callOff() {
      if (borrower == null) {
        return;
      }
      borrower = null;
      limit.leave();
      if (!connecting) { // else the connection opens for another, and its time runs on
        end();
        leaveQueue(this);
      }
    }

    @Override
    public void opened(HttpConnection client) {
      limit.opened(late);
      observer.openedSince(sinceNanos);
      PooledConnection connection = watched(client);
      if (borrower == null) {
        end();
        giveBack(connection); // too late for its borrower, good for another
      } else {
        take(connection);
      }
    }

    @Override
    public void failed() {
      limit.opened(late);
      end();
      // Not at once: a queue of waiters would fail one inside the other.
      later(limit::free);
      if (borrower != null) {
        refuse(UpstreamFailure.CONNECT);
      }
    }

    private void late() {
      if (over) {
        return;
      }
      if (connecting) {
        late = true;
        limit.late();
        if (borrower != null) {
          refuse(UpstreamFailure.CONNECT_TIMEOUT);
        }
      } else {
        end();
        leaveQueue(this);
        refuse(UpstreamFailure.NO_CAPACITY);
      }
    }
  }
}
