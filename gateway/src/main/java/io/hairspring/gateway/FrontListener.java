package io.hairspring.gateway;

import io.hairspring.exposition.http.connection.Connections;
import io.hairspring.gateway.proxy.ProxyConfig;
import io.undertow.UndertowOptions;
import io.undertow.connector.ByteBufferPool;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.HttpHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.xnio.ChannelListeners;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.StreamConnection;
import org.xnio.Xnio;
import org.xnio.XnioWorker;
import org.xnio.channels.AcceptingChannel;

/**
 * Where clients arrive, and what a connection of theirs may do.
 *
 * @param worker its threads
 * @param buffers what connections read into
 */
record FrontListener(
    XnioWorker worker,
    ByteBufferPool buffers,
    Connections connections,
    AcceptingChannel<StreamConnection> socket)
    implements AutoCloseable {
  private static final int MAX_HEADER_BYTES = 64 * 1024;
  private static final long UNBOUNDED = -1;
  private static final int BACKLOG = 1_024;
  private static final int PARSE_MILLIS = 30_000;
  private static final int KEPT_IDLE_MILLIS = 75_000;
  private static final int LEAST_IDLE_MILLIS = 60_000;
  private static final int BUFFER_BYTES = 16 * 1024;
  private static final int BUFFERS_KEPT_BY_THREAD = 4;
  private static final int ANY_NUMBER = -1;
  private static final long STOP_MILLIS = 2_000;

  /**
   * Starts to listen.
   *
   * @param handler what requests go to
   * @throws UncheckedIOException if it cannot; the message says where and why
   */
  static FrontListener start(GatewayConfig config, Connections connections, HttpHandler handler) {
    ByteBufferPool buffers =
        new DefaultByteBufferPool(true, BUFFER_BYTES, ANY_NUMBER, BUFFERS_KEPT_BY_THREAD);
    XnioWorker worker = null;
    try {
      worker = Xnio.getInstance().createWorker(workerOptions());
      AcceptingChannel<StreamConnection> socket =
          worker.createStreamConnectionServer(
              new InetSocketAddress(InetAddress.getByName(config.host()), config.port()),
              ChannelListeners.openListenerAdapter(
                  connections.speaking(buffers, connectionOptions(config.proxy()), handler)),
              socketOptions());
      socket.resumeAccepts();
      return new FrontListener(worker, buffers, connections, socket);
    } catch (IOException | RuntimeException failure) {
      if (worker != null) {
        worker.shutdownNow();
      }
      buffers.close();
      throw FrontServer.cannotListen(config.host(), config.port(), failure);
    }
  }

  private static OptionMap workerOptions() {
    int threads = Math.max(2, Runtime.getRuntime().availableProcessors());
    return OptionMap.builder()
        .set(Options.WORKER_NAME, "hairspring-gateway")
        .set(Options.WORKER_IO_THREADS, threads)
        .set(Options.WORKER_TASK_CORE_THREADS, 1) // no handler blocks
        .set(Options.WORKER_TASK_MAX_THREADS, 1)
        .getMap();
  }

  private static OptionMap socketOptions() {
    return OptionMap.builder()
        .set(Options.TCP_NODELAY, true)
        .set(Options.REUSE_ADDRESSES, true)
        .set(Options.BACKLOG, BACKLOG)
        .getMap();
  }

  /** Returns what a connection may do. */
  static OptionMap connectionOptions(ProxyConfig limits) {
    long silentMillis = limits.connectTimeout().plus(limits.responseTimeout()).toMillis();
    // A client that waits for its answer is silent too, so the limit must be the longer one.
    long idleMillis = Math.min(Integer.MAX_VALUE, LEAST_IDLE_MILLIS + silentMillis);
    return OptionMap.builder()
        .set(UndertowOptions.MAX_HEADER_SIZE, MAX_HEADER_BYTES)
        .set(UndertowOptions.MAX_ENTITY_SIZE, UNBOUNDED) // bodies stream, none is kept
        .set(UndertowOptions.REQUEST_PARSE_TIMEOUT, PARSE_MILLIS)
        .set(UndertowOptions.NO_REQUEST_TIMEOUT, KEPT_IDLE_MILLIS)
        .set(UndertowOptions.IDLE_TIMEOUT, (int) idleMillis)
        .getMap();
  }

  int port() {
    return socket.getLocalAddress(InetSocketAddress.class).getPort();
  }

  /** Lets nobody in any more; connections that are open stay. */
  void acceptNoMore() {
    if (socket.isOpen()) { // threads that have ended suspend nothing
      socket.suspendAccepts();
      IoUtils.safeClose(socket);
    }
  }

  /** Closes everything. */
  @Override
  public void close() {
    acceptNoMore();
    connections.close();
    worker.shutdownNow();
    try {
      worker.awaitTermination(STOP_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    buffers.close();
  }
}
