package io.hairspring.gateway.proxy;

import io.undertow.client.ClientCallback;
import io.undertow.client.ClientConnection;
import io.undertow.client.UndertowClient;
import io.undertow.connector.ByteBufferPool;
import io.undertow.protocols.ssl.UndertowXnioSsl;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.xnio.OptionMap;
import org.xnio.XnioIoThread;

/**
 * Kept connections to one upstream. Every I/O thread has its own share of them and of the bound, so
 * that an exchange stays on one thread and nothing is locked.
 */
final class ConnectionPool {
  private final URI address;
  private final UndertowXnioSsl ssl; // null for plain http
  private final OptionMap options;
  private final ProxyConfig config;
  private final Map<XnioIoThread, ThreadConnections> perThread = new ConcurrentHashMap<>();

  ConnectionPool(Route route, UndertowXnioSsl ssl, OptionMap options, ProxyConfig config) {
    address = route.address();
    this.ssl = route.secure() ? ssl : null;
    this.options = options;
    this.config = config;
  }

  /** Hands the borrower a connection of the current I/O thread, now or later, or a failure. */
  void borrow(XnioIoThread thread, ByteBufferPool buffers, Borrower borrower) {
    of(thread).borrow(buffers, borrower);
  }

  /** Closes a kept connection that was dropped, and hands the borrower a fresh one like borrow. */
  void replace(
      PooledConnection dropped, XnioIoThread thread, ByteBufferPool buffers, Borrower borrower) {
    of(thread).replace(dropped, buffers, borrower);
  }

  /** Takes a connection back whose exchange is over; on its I/O thread. */
  void giveBack(PooledConnection connection) {
    of(connection.client().getIoThread()).giveBack(connection);
  }

  /** Closes a connection that cannot be used again; on its I/O thread. */
  void discard(PooledConnection connection) {
    of(connection.client().getIoThread()).discard(connection);
  }

  /** Closes the idle connections, and every other one when it comes back. Any thread. */
  void close() {
    perThread.values().forEach(ThreadConnections::closeSoon);
  }

  private ThreadConnections of(XnioIoThread thread) {
    ThreadConnections own = perThread.get(thread);
    return own != null ? own : perThread.computeIfAbsent(thread, this::share);
  }

  private ThreadConnections share(XnioIoThread thread) {
    int threads = thread.getWorker().getIoThreadCount();
    return new ThreadConnections(
        thread,
        (callback, buffers) -> connect(thread, callback, buffers),
        (config.maxConnections() + threads - 1) / threads,
        (config.maxWaiting() + threads - 1) / threads,
        config.connectTimeout().toMillis());
  }

  private void connect(
      XnioIoThread thread, ClientCallback<ClientConnection> callback, ByteBufferPool buffers) {
    UndertowClient.getInstance().connect(callback, address, thread, ssl, buffers, options);
  }

  /** Whoever asked for a connection. Exactly one method is called, once, on the I/O thread. */
  interface Borrower {
    void connected(PooledConnection connection);

    void refused(UpstreamFailure failure);
  }
}
