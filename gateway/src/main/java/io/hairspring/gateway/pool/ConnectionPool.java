package io.hairspring.gateway.pool;

import io.hairspring.gateway.client.HttpConnection;
import io.hairspring.gateway.client.HttpConnector;
import io.hairspring.gateway.client.UpstreamFailure;
import io.undertow.connector.ByteBufferPool;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import org.xnio.Cancellable;
import org.xnio.IoUtils;
import org.xnio.XnioIoThread;

/**
 * Connections to one upstream: so many over all I/O threads, and as many requests more as may wait.
 * Nobody is refused before all of both are taken. A connection is used on the thread that opened it
 * and on no other; so for somebody who waits on another thread one is closed, and opened there.
 */
public final class ConnectionPool {
  final Connector connector;
  final ConnectionSlots places;
  final long patienceMillis;
  PoolObserver observer = new PoolObserver() {};

  /**
   * Creates a pool without connections.
   *
   * @param max how many there may be, at least 1
   * @param maxWaiting how many borrowers may wait while all of them are in use
   * @param patience how long each may wait, for a place and for the connection together
   */
  public ConnectionPool(Connector connector, int max, int maxWaiting, Duration patience) {
    this.connector = connector;
    places = new ConnectionSlots(max, maxWaiting);
    patienceMillis = patience.toMillis();
  }

  /** Opens connections. */
  public interface Connector {
    /**
     * Begins to open one, on its thread.
     *
     * @return how to break that off
     */
    Cancellable open(XnioIoThread thread, ByteBufferPool buffers, HttpConnector.Opening told);
  }

  /** Sets who watches it, before it is used. */
  public void observe(PoolObserver observer) {
    this.observer = observer;
  }

  /** Returns how many there are of what. Any thread. */
  public PoolCounts counts() {
    return places.counts();
  }

  /**
   * Hands the borrower a connection of this thread, which is the current one, now or later, or a
   * failure.
   *
   * @return calls that off if the borrower was told nothing yet; null if it was told already
   */
  public Runnable borrow(XnioIoThread thread, ByteBufferPool buffers, Borrower borrower) {
    if (!places.enter()) {
      borrower.refused(UpstreamFailure.NO_CAPACITY);
      return null;
    }
    HttpConnection kept = places.takeKept(thread);
    while (kept != null && !kept.isQuiet()) { // those that the upstream closed are passed over
      drop(kept);
      kept = places.takeKept(thread);
    }
    if (kept != null) {
      borrower.connected(kept);
      return null;
    }
    Waiter waiter = new Waiter(this, thread, buffers, borrower);
    waiter.start();
    return waiter::callOff;
  }

  /**
   * Closes a kept connection that the upstream had dropped, and opens another in its place, like
   * {@link #borrow}: a restart drops all that are kept.
   */
  public Runnable replace(HttpConnection dropped, ByteBufferPool buffers, Borrower borrower) {
    IoUtils.safeClose(dropped);
    Waiter waiter = new Waiter(this, dropped.thread(), buffers, borrower);
    waiter.connect();
    return waiter::callOff;
  }

  /** Takes a connection back whose exchange is over; on its I/O thread. */
  public void giveBack(HttpConnection connection) {
    places.leave();
    passOn(connection);
  }

  /** Closes a connection that cannot be used again; on its I/O thread. */
  public void discard(HttpConnection connection) {
    places.leave();
    drop(connection);
  }

  /** Closes the connections that are kept, and every other one when it comes back. Any thread. */
  public void close() {
    for (HttpConnection kept : places.close()) {
      later(kept.thread(), () -> IoUtils.safeClose(kept));
    }
  }

  /** Hands a connection that nobody uses to who is next, or its place; or keeps it. */
  void passOn(HttpConnection connection) {
    connection.rest();
    Waiter next = places.nextOrKeep(connection);
    if (next == null) {
      if (places.isClosed() || !connection.isOpen()) {
        IoUtils.safeClose(connection);
        ended(connection);
      }
    } else if (next.thread() == connection.thread() && connection.isQuiet()) {
      next.take(connection);
    } else {
      IoUtils.safeClose(connection);
      grant(next);
    }
  }

  /** A connection has ended. While somebody uses it, that is his to find out and to say. */
  void ended(HttpConnection connection) {
    if (places.forget(connection)) {
      freePlace();
    }
  }

  /** Closes a connection of another thread that is not kept any more. */
  void dropThere(HttpConnection connection) {
    later(connection.thread(), () -> drop(connection));
  }

  private void drop(HttpConnection connection) {
    IoUtils.safeClose(connection);
    freePlace();
  }

  void freePlace() {
    Waiter next = places.free();
    if (next != null) {
      grant(next);
    }
  }

  /** Lets somebody open a connection in a place that is his now. */
  private static void grant(Waiter next) {
    later(next.thread(), next::connect); // or those in a queue would fail one inside the other
  }

  /** Runs a task on a thread when what that does now is done; never, once it ends. */
  private static void later(XnioIoThread thread, Runnable task) {
    try {
      thread.execute(task);
    } catch (RejectedExecutionException ending) {
      // A thread that ends has closed its connections, and nobody needs a place any more.
    }
  }
}
