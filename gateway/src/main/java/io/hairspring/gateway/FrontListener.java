package io.hairspring.gateway;

import io.hairspring.gateway.proxy.ProxyConfig;
import io.hairspring.undertow.connection.Connections;
import io.undertow.UndertowOptions;
import io.undertow.connector.ByteBufferPool;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.HttpHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.xnio.ChannelListener;
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
 * @param arrived counts connections as they come
 */
record FrontListener(
    XnioWorker worker,
    ByteBufferPool buffers,
    Connections connections,
    AcceptingChannel<StreamConnection> socket,
    AtomicLong arrived)
    implements AutoCloseable {
  private static final long UNBOUNDED = -1;
  private static final int BACKLOG = 1_024;
  private static final int PARSE_MILLIS = 30_000;
  private static final int KEPT_IDLE_MILLIS = 75_000;
  private static final int LEAST_IDLE_MILLIS = 60_000;
  private static final int BUFFER_BYTES = 16 * 1024;
  private static final int BUFFERS_KEPT_BY_THREAD = 4;
  private static final int ANY_NUMBER = -1;
  private static final long STOP_MILLIS = 2_000;
  private static final int QUIET_MILLIS = 20;
  private static final int LONGEST_HOLD_MILLIS = 1_000;

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
      AtomicLong arrived = new AtomicLong();
      ChannelListener<StreamConnection> speaking =
          connections.speaking(buffers, connectionOptions(config.proxy()), handler);
      AcceptingChannel<StreamConnection> socket =
          worker.createStreamConnectionServer(
              new InetSocketAddress(InetAddress.getByName(config.host()), config.port()),
              ChannelListeners.openListenerAdapter(
                  newcomer -> {
                    arrived.incrementAndGet();
                    speaking.handleEvent(newcomer);
                  }),
              socketOptions());
      socket.resumeAccepts();
      return new FrontListener(worker, buffers, connections, socket, arrived);
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
        .set(UndertowOptions.MAX_HEADER_SIZE, limits.headLimits().bytes())
        .set(UndertowOptions.MAX_HEADERS, limits.headLimits().headers())
        .set(UndertowOptions.MAX_PARAMETERS, limits.headLimits().queryParameters())
        .set(UndertowOptions.MAX_ENTITY_SIZE, UNBOUNDED) // bodies stream, none is kept
        .set(UndertowOptions.REQUEST_PARSE_TIMEOUT, PARSE_MILLIS)
        .set(UndertowOptions.NO_REQUEST_TIMEOUT, KEPT_IDLE_MILLIS)
        .set(UndertowOptions.IDLE_TIMEOUT, (int) idleMillis)
        .getMap();
  }

  int port() {
    return socket.getLocalAddress(InetSocketAddress.class).getPort();
  }

  /**
   * Waits until nobody has come for some milliseconds in which the threads have looked twice, so
   * that nobody is connected and not accepted; or for a second at most.
   */
  void awaitQuiet() throws InterruptedException {
    long seen = arrived.get();
    int quietMillis = 0;
    for (int i = 0; i < LONGEST_HOLD_MILLIS && quietMillis < QUIET_MILLIS; i++) {
      TimeUnit.MILLISECONDS.sleep(1);
      long now = arrived.get();
      quietMillis = now == seen ? quietMillis + 1 : 0;
      if (quietMillis == QUIET_MILLIS) {
        look();
        look();
        quietMillis = arrived.get() == now ? QUIET_MILLIS : 0;
      }
      seen = now;
    }
  }

  /** Has every thread that accepts go round once. */
  private void look() throws InterruptedException {
    CountDownLatch looked = new CountDownLatch(worker.getIoThreadCount());
    for (int i = 0; i < worker.getIoThreadCount(); i++) {
      worker.getIoThread(i).execute(looked::countDown);
    }
    // Where they are too busy to look in time, whoever waits is not to wait for longer.
    boolean unused = looked.await(LONGEST_HOLD_MILLIS, TimeUnit.MILLISECONDS);
  }

  /**
   * Lets nobody in any more; connections that are open stay. Accepts to the last: what is connected
   * and not accepted when the socket closes is reset.
   */
  void acceptNoMore() {
    IoUtils.safeClose(socket);
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
