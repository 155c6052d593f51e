package io.hairspring.exposition.http;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import javax.net.ssl.SSLContext;
import org.xnio.Options;
import org.xnio.Sequence;

/**
 * Where a server listens, and what it lets a connection do.
 *
 * @param tls what it shows of itself; null to speak in the clear
 */
record Listener(String host, int port, SSLContext tls, ServerLimits limits) {
  private static final Logger LOGGER = System.getLogger(MetricsServer.class.getName());
  private static final Sequence<String> PROTOCOLS = Sequence.of("TLSv1.3", "TLSv1.2");
  private static final int MAX_HEADER_BYTES = 16 * 1024;
  private static final int MAX_HEADERS = 64;
  private static final long MAX_BODY_BYTES = 4 * 1024;
  private static final int IDLE_MILLIS = 60_000;
  private static final int STALLED_OVER_SEND = 2; // scrapes have a limit of their own, and count
  private static final int CONNECTION_BACKLOG = 4_096;

  /**
   * Starts to listen.
   *
   * @throws UncheckedIOException if it cannot
   */
  Undertow start(HttpHandler handler) {
    Undertow.Builder builder = limited().setHandler(handler);
    if (tls == null) {
      builder.addHttpListener(port, host);
    } else {
      builder
          .addHttpsListener(port, host, tls)
          .setSocketOption(Options.SSL_ENABLED_PROTOCOLS, PROTOCOLS);
    }
    Undertow undertow = builder.build();
    try {
      undertow.start();
    } catch (RuntimeException failure) {
      throw new UncheckedIOException(
          "metrics server cannot listen on "
              + host
              + ":"
              + port
              + "; expected an address of this machine and a free port, or port 0 for any",
          new IOException(failure));
    }
    return undertow;
  }

  private Undertow.Builder limited() {
    return Undertow.builder()
        .setIoThreads(1)
        .setWorkerThreads(1) // for Undertow itself: every route that works has its own threads
        .setWorkerOption(Options.WORKER_NAME, "hairspring-metrics-server")
        .setWorkerOption(Options.THREAD_DAEMON, true)
        .setSocketOption(Options.BACKLOG, CONNECTION_BACKLOG)
        .setSocketOption(Options.WRITE_TIMEOUT, STALLED_OVER_SEND * limits.sendMillis())
        .setSocketOption(Options.READ_TIMEOUT, IDLE_MILLIS)
        .setServerOption(UndertowOptions.MAX_HEADER_SIZE, MAX_HEADER_BYTES)
        .setServerOption(UndertowOptions.MAX_HEADERS, MAX_HEADERS)
        .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, MAX_BODY_BYTES)
        .setServerOption(UndertowOptions.REQUEST_PARSE_TIMEOUT, limits.parseMillis())
        .setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, IDLE_MILLIS)
        .setServerOption(UndertowOptions.IDLE_TIMEOUT, IDLE_MILLIS)
        .setServerOption(UndertowOptions.ENABLE_STATISTICS, true);
  }

  /** Returns where an Undertow that listens here can be reached; ends in a slash. */
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
