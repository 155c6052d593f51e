package io.hairspring.undertow;

import io.hairspring.collector.internal.thread.DaemonThreads;
import io.hairspring.undertow.connection.Connections;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.connector.ByteBufferPool;
import io.undertow.protocols.ssl.UndertowXnioSsl;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.GracefulShutdownHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.xnio.ChannelListener;
import org.xnio.ChannelListeners;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.Sequence;
import org.xnio.StreamConnection;
import org.xnio.Xnio;
import org.xnio.XnioWorker;
import org.xnio.channels.AcceptingChannel;

/**
 * Where a server listens, and what it lets a connection do.
 *
 * @param tls what it shows of itself; null to speak in the clear
 */
record Listener(String host, int port, SSLContext tls, ServerLimits limits) {
  private static final Logger LOGGER = System.getLogger(MetricsServer.class.getName());
  private static final Sequence<String> PROTOCOLS = Sequence.of("TLSv1.3", "TLSv1.2");
  private static final Set<String> ALWAYS = Set.of("/live", "/ready");
  private static final int MAX_HEADER_BYTES = 16 * 1024;
  private static final int MAX_HEADERS = 64;
  private static final int IDLE_MILLIS = 60_000;
  private static final int STALLED_OVER_SEND = 2; // scrapes have a limit of their own, and count
  private static final int CONNECTION_BACKLOG = 4_096;
  private static final int BUFFER_BYTES = 16 * 1024;
  private static final int MOST_BUFFERS_KEPT = 64;
  private static final int BUFFERS_KEPT_BY_THREAD = 4;

  /**
   * Starts to listen, for requests that {@code handler} answers.
   *
   * @throws UncheckedIOException if it cannot
   */
  RunningServer start(HttpHandler handler, Resources resources) {
    GracefulShutdownHandler requests = new GracefulShutdownHandler(handler);
    ByteBufferPool buffers =
        new DefaultByteBufferPool(true, BUFFER_BYTES, MOST_BUFFERS_KEPT, BUFFERS_KEPT_BY_THREAD);
    Connections connections =
        new Connections(
            limits.connections(),
            resources.counts().connections(),
            resources.scrapes()::disconnectSlowest); // whoever reads slowly gives way
    HttpHandler answering =
        connections.answering(
            requests, exchange -> answerCrowded(exchange, requests, resources.counts()));
    XnioWorker worker = null;
    try {
      Xnio xnio = Xnio.getInstance(Undertow.class.getClassLoader());
      worker =
          DaemonThreads.from(
              "hairspring-metrics-server-start", () -> xnio.createWorker(workerOptions()));
      AcceptingChannel<? extends StreamConnection> socket =
          bind(
              xnio,
              worker,
              connections.speaking(
                  buffers, connectionOptions(), RequestBodyLimit.before(answering, resources)));
      socket.resumeAccepts();
      return new RunningServer(worker, socket, buffers, connections, requests);
    } catch (IOException | RuntimeException failure) {
      if (worker != null) {
        worker.shutdownNow();
      }
      buffers.close();
      throw new UncheckedIOException(
          "metrics server cannot listen on "
              + host
              + ":"
              + port
              + "; expected an address of this machine and a free port, or port 0 for any",
          failure instanceof IOException io ? io : new IOException(failure));
    }
  }

  /** Answers liveness and readiness alone, and at once. */
  private static void answerCrowded(
      HttpServerExchange exchange, HttpHandler handler, ServerMetrics counts) throws Exception {
    if (ALWAYS.contains(exchange.getRelativePath())) {
      handler.handleRequest(exchange);
      return;
    }
    counts.busy().inc();
    exchange.setPersistent(false);
    Responses.tryAgain(exchange, "too many connections; expected fewer");
  }

  private AcceptingChannel<? extends StreamConnection> bind(
      Xnio xnio, XnioWorker worker, ChannelListener<StreamConnection> newcomers)
      throws IOException {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getByName(host), port);
    return tls == null
        ? worker.createStreamConnectionServer(
            address, ChannelListeners.openListenerAdapter(newcomers), socketOptions())
        : new UndertowXnioSsl(xnio, OptionMap.EMPTY, tls)
            .createSslConnectionServer(
                worker, address, ChannelListeners.openListenerAdapter(newcomers), socketOptions());
  }

  private static OptionMap workerOptions() {
    return OptionMap.builder()
        .set(Options.WORKER_NAME, "hairspring-metrics-server")
        .set(Options.WORKER_IO_THREADS, 1)
        .set(Options.WORKER_TASK_CORE_THREADS, 1) // for TLS: every route that works has its own
        .set(Options.WORKER_TASK_MAX_THREADS, 1)
        .set(Options.THREAD_DAEMON, true)
        .getMap();
  }

  private OptionMap socketOptions() {
    return OptionMap.builder()
        .set(Options.WORKER_IO_THREADS, 1)
        .set(Options.TCP_NODELAY, true)
        .set(Options.REUSE_ADDRESSES, true)
        .set(Options.BACKLOG, CONNECTION_BACKLOG)
        .set(Options.WRITE_TIMEOUT, STALLED_OVER_SEND * limits.sendMillis())
        .set(Options.READ_TIMEOUT, IDLE_MILLIS)
        .set(Options.SSL_ENABLED_PROTOCOLS, PROTOCOLS)
        .getMap();
  }

  /** Returns what a connection may do. */
  OptionMap connectionOptions() {
    return OptionMap.builder()
        .set(UndertowOptions.MAX_HEADER_SIZE, MAX_HEADER_BYTES)
        .set(UndertowOptions.MAX_HEADERS, MAX_HEADERS)
        .set(UndertowOptions.REQUEST_PARSE_TIMEOUT, limits.parseMillis())
        .set(UndertowOptions.NO_REQUEST_TIMEOUT, IDLE_MILLIS)
        .set(UndertowOptions.IDLE_TIMEOUT, IDLE_MILLIS)
        .getMap();
  }

  /** Returns where a server that listens here can be reached; ends in a slash. */
  String url(int boundPort) {
    String inUrl = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    return (tls == null ? "http://" : "https://") + inUrl + ":" + boundPort + "/";
  }

  /** Says so, once, if others than this machine can read along, or read for themselves. */
  void warnIfExposed(boolean guarded) {
    InetAddress address = new InetSocketAddress(host, port).getAddress();
    if (address == null || address.isLoopbackAddress() || (guarded && tls != null)) {
      return;
    }
    LOGGER.log(
        Level.WARNING,
        "metrics server listens on {0}, which others can reach, {1}",
        host,
        guarded
            ? "without TLS: tokens and passwords can be read on their way"
            : "without a scrape token or user: whoever reaches it can read the metrics");
  }
}
