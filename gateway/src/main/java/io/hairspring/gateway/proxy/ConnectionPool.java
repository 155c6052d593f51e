package io.hairspring.gateway.proxy;

import io.hairspring.gateway.client.HttpConnection;
import io.hairspring.gateway.proxy.ThreadConnections.Opening;
import io.undertow.connector.ByteBufferPool;
import io.undertow.protocols.ssl.UndertowXnioSsl;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.xnio.ChannelListener;
import org.xnio.IoFuture;
import org.xnio.OptionMap;
import org.xnio.StreamConnection;
import org.xnio.XnioIoThread;

/**
 * Kept connections to one upstream. Every I/O thread has its own, so that an exchange stays on one
 * thread and nothing is locked; how many there are is bounded over all threads.
 */
final class ConnectionPool {
  private final URI address;
  private final UndertowXnioSsl ssl; // null for plain http
  private final OptionMap options;
  private final ConnectionLimit limit;
  private final ConnectionObserver observer;
  private final long connectMillis;
  private final Map<XnioIoThread, ThreadConnections> perThread = new ConcurrentHashMap<>();

  ConnectionPool(
      Route route,
      UndertowXnioSsl ssl,
      OptionMap options,
      ProxyConfig config,
      CallObserver observer) {
    address = route.origin();
    this.ssl = route.secure() ? ssl : null;
    this.options = options;
    limit = new ConnectionLimit(config.maxConnections(), config.maxWaiting());
    this.observer = observer.connections(route, limit);
    connectMillis = config.connectTimeout().toMillis();
  }

  /**
   * Hands the borrower a connection of the current I/O thread, now or later, or a failure.
   *
   * @return how to call it off; null if the borrower was told before this returns
   */
  PendingConnection borrow(XnioIoThread thread, ByteBufferPool buffers, Borrower borrower) {
    if (limit.enter()) {
      return of(thread).borrow(buffers, borrower);
    }
    borrower.refused(UpstreamFailure.NO_CAPACITY);
    return null;
  }

  /** Closes a kept connection that was dropped, and hands the borrower a fresh one like borrow. */
  PendingConnection replace(
      PooledConnection dropped, XnioIoThread thread, ByteBufferPool buffers, Borrower borrower) {
    return of(thread).replace(dropped, buffers, borrower);
  }

  /** Takes a connection back whose exchange is over; on its I/O thread. */
  void giveBack(PooledConnection connection) {
    limit.leave();
    of(connection.client().thread()).giveBack(connection);
  }

  /** Closes a connection that cannot be used again; on its I/O thread. */
  void discard(PooledConnection connection) {
    limit.leave();
    of(connection.client().thread()).discard(connection);
  }

  /** Closes the idle connections, and every other one when it comes back. Any thread. */
  void close() {
    perThread.values().forEach(ThreadConnections::closeSoon);
  }

  /** Returns how many connections there are, and who waits. */
  ConnectionLimit limit() {
    return limit;
  }

  private ThreadConnections of(XnioIoThread thread) {
    ThreadConnections own = perThread.get(thread);
    return own != null ? own : perThread.computeIfAbsent(thread, this::share);
  }

  private ThreadConnections share(XnioIoThread thread) {
    ThreadConnections share =
        new ThreadConnections(
            thread,
            (callback, buffers) -> connect(thread, callback, buffers),
            limit,
            observer,
            connectMillis);
    limit.add(share);
    return share;
  }

  private void connect(XnioIoThread thread, Opening opening, ByteBufferPool buffers) {
    // Made anew each time, since a name may lead elsewhere by then.
    InetSocketAddress socket = new InetSocketAddress(address.getHost(), address.getPort());
    ChannelListener<StreamConnection> opened =
        channel -> opening.opened(new HttpConnection(channel, buffers));
    IoFuture<? extends StreamConnection> future =
        ssl == null
            ? thread.openStreamConnection(socket, opened, options)
            : ssl.openSslConnection(thread, socket, opened, options);
    future.addNotifier(
        (ended, nothing) -> {
          if (ended.getStatus() == IoFuture.Status.FAILED) {
            opening.failed();
          }
        },
        null);
  }

  /** Whoever asked for a connection. Exactly one method is called, once, on the I/O thread. */
  interface Borrower {
    void connected(PooledConnection connection);

    void refused(UpstreamFailure failure);
  }
}
