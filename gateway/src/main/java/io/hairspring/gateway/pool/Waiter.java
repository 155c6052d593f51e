package io.hairspring.gateway.pool;

import io.hairspring.gateway.client.HttpConnection;
import io.hairspring.gateway.client.HttpConnector.Opening;
import io.hairspring.gateway.client.UpstreamFailure;
import io.undertow.connector.ByteBufferPool;
import java.util.concurrent.TimeUnit;
import org.xnio.Cancellable;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;
import org.xnio.XnioIoThread;

/**
 * A borrower without a connection: waits for a place, then for a connection to open. On its thread,
 * but for what does not change while it is in a queue.
 */
final class Waiter implements Opening {
  private final ConnectionPool pool;
  private final XnioIoThread thread;
  private final ByteBufferPool buffers;
  private final XnioExecutor.Key timer;
  private Borrower borrower; // null once it was told, or went away
  private long sinceNanos = System.nanoTime(); // waits for a place, or for the connection
  private boolean queued;
  private boolean opening;
  private Cancellable attempt; // to open
  private boolean over; // its timer may ring nevertheless

  Waiter(ConnectionPool pool, XnioIoThread thread, ByteBufferPool buffers, Borrower borrower) {
    this.pool = pool;
    this.thread = thread;
    this.buffers = buffers;
    this.borrower = borrower;
    timer = thread.executeAfter(this::late, pool.patienceMillis, TimeUnit.MILLISECONDS);
  }

  XnioIoThread thread() {
    return thread;
  }

  /** Returns since when it waits for a place, as {@link System#nanoTime} told it. */
  long sinceNanos() {
    return sinceNanos;
  }

  void start() {
    borrower.waiting(sinceNanos);
    if (pool.places.takeOrWait(this)) {
      connect();
      return;
    }
    queued = true;
    HttpConnection spare = pool.places.takeSpare();
    if (spare != null) { // on another thread: its place is for whoever waits longest then
      pool.dropThere(spare);
    }
  }

  /** It has a place now. */
  void connect() {
    leaveQueue();
    if (over) {
      pool.freePlace();
      return;
    }
    opening = true;
    pool.places.opens(true);
    sinceNanos = System.nanoTime();
    borrower.opening(sinceNanos);
    attempt = pool.connector.open(thread, buffers, this);
  }

  /** It has a connection now. */
  void take(HttpConnection connection) {
    end();
    Borrower told = borrower;
    borrower = null;
    told.connected(connection);
  }

  @Override
  public void opened(HttpConnection connection) {
    if (over) {
      IoUtils.safeClose(connection);
      return;
    }
    pool.places.opens(false);
    pool.observer.opened(System.nanoTime() - sinceNanos);
    connection.whenClosed(() -> pool.ended(connection));
    if (borrower != null) {
      take(connection);
    } else {
      end();
      pool.passOn(connection);
    }
  }

  @Override
  public void failed() {
    if (!over) {
      fail(UpstreamFailure.CONNECT);
    }
  }

  private void late() {
    if (!over && opening) {
      attempt.cancel();
      fail(UpstreamFailure.CONNECT_TIMEOUT);
    } else if (!over) {
      fail(UpstreamFailure.NO_CAPACITY);
    }
  }

  private void fail(UpstreamFailure why) {
    end();
    if (opening) {
      pool.places.opens(false);
      pool.freePlace();
    }
    if (borrower != null) {
      pool.places.leave();
      borrower.refused(why);
      borrower = null;
    }
  }

  void callOff() {
    if (borrower == null) {
      return;
    }
    pool.places.leave();
    borrower = null;
    if (!opening) { // else the connection opens for another, in the time that it has
      end();
    }
  }

  private void end() {
    over = true;
    timer.remove();
    leaveQueue();
  }

  private void leaveQueue() {
    if (queued) {
      queued = false;
      pool.places.leaveQueue(this);
      pool.observer.waited(System.nanoTime() - sinceNanos);
    }
  }
}
