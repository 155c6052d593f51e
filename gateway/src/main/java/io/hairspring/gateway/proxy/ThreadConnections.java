package io.hairspring.gateway.proxy;

import io.hairspring.gateway.proxy.ConnectionPool.Borrower;
import io.undertow.client.ClientCallback;
import io.undertow.client.ClientConnection;
import io.undertow.connector.ByteBufferPool;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;

/** The connections to one upstream that one I/O thread owns. Only that thread comes here. */
final class ThreadConnections {
  /** Opens a connection on the thread. */
  interface Connector {
    void connect(ClientCallback<ClientConnection> callback, ByteBufferPool buffers);
  }

  private final XnioExecutor thread;
  private final Connector connector;
  private final int maxOpen;
  private final int maxWaiting;
  private final long connectMillis;
  private final ArrayDeque<PooledConnection> idle = new ArrayDeque<>();
  private final ArrayDeque<Waiter> waiting = new ArrayDeque<>();
  private int open; // including those that are being opened
  private int overdue; // being opened for longer than their borrower waited
  private boolean closed;

  ThreadConnections(
      XnioExecutor thread, Connector connector, int maxOpen, int maxWaiting, long connectMillis) {
    this.thread = thread;
    this.connector = connector;
    this.maxOpen = maxOpen;
    this.maxWaiting = maxWaiting;
    this.connectMillis = connectMillis;
  }

  void borrow(ByteBufferPool buffers, Borrower borrower) {
    PooledConnection kept = takeIdle();
    if (kept != null) {
      borrower.connected(kept);
    } else {
      connectOrWait(buffers, borrower, false);
    }
  }

  /**
   * Closes a kept connection that the upstream had dropped, and opens another for its borrower: a
   * restart drops all that are kept.
   */
  void replace(PooledConnection dropped, ByteBufferPool buffers, Borrower borrower) {
    vacate(dropped);
    while (open >= maxOpen && !idle.isEmpty()) { // somebody else got the place
      vacate(idle.pollLast());
    }
    connectOrWait(buffers, borrower, true);
  }

  private void vacate(PooledConnection connection) {
    discard(connection);
    if (connection.leavePlace()) {
      open--;
    }
  }

  private void connectOrWait(ByteBufferPool buffers, Borrower borrower, boolean fresh) {
    if (open < maxOpen) {
      new Waiter(borrower, buffers, fresh).connect();
    } else if (overdue > 0) {
      // The places are taken by connections that do not open: the upstream is away, not busy.
      borrower.refused(UpstreamFailure.CONNECT_TIMEOUT);
    } else if (waiting.size() < maxWaiting) {
      waiting.add(new Waiter(borrower, buffers, fresh));
    } else {
      borrower.refused(UpstreamFailure.NO_CAPACITY);
    }
  }

  void giveBack(PooledConnection connection) {
    Waiter next = waiting.peek();
    if (closed || !connection.client().isOpen() || (next != null && next.fresh)) {
      discard(connection);
      return;
    }
    connection.markReused();
    if (next == null) {
      idle.push(connection);
    } else {
      waiting.remove();
      next.take(connection);
    }
  }

  void discard(PooledConnection connection) {
    IoUtils.safeClose(connection.client()); // its close listener frees the place
  }

  /** Closes the idle connections, and every other one when it comes back. Any thread. */
  void closeSoon() {
    later(this::close);
  }

  private void close() {
    closed = true;
    while (!idle.isEmpty()) {
      IoUtils.safeClose(idle.pop().client());
    }
  }

  private PooledConnection takeIdle() {
    // The last one used first: the others age, and those that the upstream closed are passed over.
    PooledConnection connection = idle.poll();
    while (connection != null && !connection.client().isOpen()) {
      connection = idle.poll();
    }
    return connection;
  }

  private PooledConnection opened(ClientConnection client) {
    PooledConnection connection = new PooledConnection(client);
    client.addCloseListener(gone -> later(() -> ended(connection)));
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
      freePlace();
    }
  }

  private void freePlace() {
    open--;
    Waiter next = waiting.poll();
    if (next != null) {
      next.connect();
    }
  }

  /** A borrower without a connection yet. It waits for as long as a connection may take to open. */
  private final class Waiter implements ClientCallback<ClientConnection> {
    private final Borrower borrower;
    private final ByteBufferPool buffers;
    private final boolean fresh; // takes no connection that was used before
    private final XnioExecutor.Key timer;
    private boolean connecting;
    private boolean answered;

    Waiter(Borrower borrower, ByteBufferPool buffers, boolean fresh) {
      this.borrower = borrower;
      this.buffers = buffers;
      this.fresh = fresh;
      timer = thread.executeAfter(this::late, connectMillis, TimeUnit.MILLISECONDS);
    }

    void connect() {
      connecting = true;
      open++;
      try {
        connector.connect(this, buffers);
      } catch (RuntimeException e) { // such as an address that cannot be resolved
        failed(new IOException(e));
      }
    }

    void take(PooledConnection connection) {
      answered = true;
      timer.remove();
      borrower.connected(connection);
    }

    @Override
    public void completed(ClientConnection client) {
      PooledConnection connection = opened(client);
      if (answered) {
        overdue--;
        giveBack(connection); // too late for its borrower, good for another
      } else {
        take(connection);
      }
    }

    @Override
    public void failed(IOException cause) {
      // Not at once: a queue of waiters would fail one inside the other.
      later(ThreadConnections.this::freePlace);
      if (answered) {
        overdue--;
      } else {
        answered = true;
        timer.remove();
        borrower.refused(UpstreamFailure.CONNECT);
      }
    }

    private void late() {
      if (answered) {
        return;
      }
      answered = true;
      if (connecting) {
        overdue++;
        borrower.refused(UpstreamFailure.CONNECT_TIMEOUT);
      } else {
        waiting.remove(this);
        borrower.refused(UpstreamFailure.NO_CAPACITY);
      }
    }
  }
}
