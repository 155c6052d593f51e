package io.hairspring.exposition.http;

import io.hairspring.collector.MetricsCollector;
import io.hairspring.exposition.health.Health;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;
import io.undertow.server.handlers.GracefulShutdownHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.Objects;
import org.xnio.Options;

/**
 * An HTTP server that shows a collector: metrics in several formats, health, and a page for people.
 *
 * <p>Listens on loopback unless told otherwise. Everything it runs on is its own: one I/O thread,
 * two that render and two that check health, all daemons whose names start with {@code
 * hairspring-metrics}. Headers, bodies, times and requests at once are bounded. Scrapes that wait
 * at the same time and ask for the same share a rendering, whose values are read after all of them
 * arrived.
 *
 * <pre>{@code
 * try (MetricsServer server = MetricsServer.builder(metrics).port(9464).start()) {
 *   System.out.println(server.url() + "metrics");
 * }
 * }</pre>
 */
public final class MetricsServer implements AutoCloseable {
  private static final int MAX_HEADER_BYTES = 16 * 1024;
  private static final int MAX_HEADERS = 64;
  private static final long MAX_BODY_BYTES = 4 * 1024;
  private static final int IDLE_MILLIS = 60_000;
  private static final int STALLED_OVER_SEND = 2; // scrapes have a limit of their own, and count
  private static final int CONNECTION_BACKLOG = 256;
  private static final long CLOSE_MILLIS = 5_000;

  private final Undertow undertow;
  private final GracefulShutdownHandler graceful;
  private final MetricsThreads threads;
  private final Deflaters deflaters;
  private final String host;
  private final int port;

  private MetricsServer(
      Undertow undertow,
      GracefulShutdownHandler graceful,
      MetricsThreads threads,
      Deflaters deflaters,
      String host) {
    this.undertow = undertow;
    this.graceful = graceful;
    this.threads = threads;
    this.deflaters = deflaters;
    this.host = host;
    port = ((InetSocketAddress) undertow.getListenerInfo().get(0).getAddress()).getPort();
  }

  /** Returns a builder of a server that shows {@code metrics}. */
  public static Builder builder(MetricsCollector metrics) {
    return new Builder(metrics);
  }

  /** Returns the port listened on. */
  public int port() {
    return port;
  }

  /** Returns where the page for people is; ends in a slash. */
  public String url() {
    String inUrl = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    return "http://" + inUrl + ":" + port + "/";
  }

  /**
   * Stops: requests from now on are answered 503, answers under way are let end for up to 5 s, then
   * the connections are closed. May be called again.
   */
  @Override
  public void close() {
    graceful.shutdown();
    try {
      graceful.awaitShutdown(CLOSE_MILLIS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt(); // the caller is in a hurry: stop without waiting
    }
    undertow.stop();
    threads.close();
    deflaters.close();
  }

  /** Describes a server. Not thread-safe. */
  public static final class Builder {
    private static final int DEFAULT_PORT = 9464;
    private static final int HIGHEST_PORT = 65_535;

    private final MetricsCollector metrics;
    private String host = "127.0.0.1";
    private int port = DEFAULT_PORT;
    private String service = "Hairspring";
    private String version = "";
    private Health health;
    private BearerToken token;
    private ServerLimits limits = ServerLimits.DEFAULTS;

    private Builder(MetricsCollector metrics) {
      this.metrics = Objects.requireNonNull(metrics, "metrics");
    }

    /**
     * Sets the address to listen on; {@code 127.0.0.1} unless told otherwise. Whoever reaches it
     * can read the metrics.
     */
    public Builder host(String host) {
      this.host = Objects.requireNonNull(host, "host");
      return this;
    }

    /**
     * Sets the port; 9464 unless told otherwise, 0 for any free one.
     *
     * @throws IllegalArgumentException if it is not 0 to 65535
     */
    public Builder port(int port) {
      if (port < 0 || port > HIGHEST_PORT) {
        throw new IllegalArgumentException("port must be 0 to " + HIGHEST_PORT + ", was " + port);
      }
      this.port = port;
      return this;
    }

    /**
     * Lets whoever shows this token close the epoch by {@code POST /metrics/reset}. Without a token
     * nobody can.
     *
     * @throws IllegalArgumentException if it is blank
     */
    public Builder resetToken(String token) {
      if (token.isBlank()) {
        throw new IllegalArgumentException("resetToken must not be blank");
      }
      this.token = new BearerToken(token.strip());
      return this;
    }

    /** Sets how long clients may take, and how many there may be. */
    Builder limits(ServerLimits limits) {
      this.limits = limits;
      return this;
    }

    /** Sets what the health routes tell; unless told otherwise, alive, ready and healthy. */
    public Builder health(Health health) {
      this.health = Objects.requireNonNull(health, "health");
      return this;
    }

    /**
     * Sets how the page calls the process.
     *
     * @param version shown by the health routes too, unless {@link #health} is set, whose version
     *     goes before this one
     */
    public Builder service(String name, String version) {
      service = Objects.requireNonNull(name, "name");
      this.version = Objects.requireNonNull(version, "version");
      return this;
    }

    /**
     * Returns all the routes as a handler to mount in a host's own Undertow, also under a prefix.
     * Host and port have no meaning for it. It answers liveness, readiness and the page on the
     * calling thread, and hands the rest to four daemon threads of its own, which end when idle; it
     * takes none of the host's workers. How long a scrape waits and is read is bounded as in a
     * server; sizes and other times of connections are the host's to bound.
     */
    public HttpHandler handler() {
      return routes(new MetricsThreads(), new Deflaters());
    }

    /**
     * Starts the server.
     *
     * @throws UncheckedIOException if it cannot listen there, because the port is taken, for one
     */
    public MetricsServer start() {
      MetricsThreads threads = new MetricsThreads();
      Deflaters deflaters = new Deflaters();
      GracefulShutdownHandler graceful = new GracefulShutdownHandler(routes(threads, deflaters));
      Undertow undertow = undertow(graceful);
      try {
        undertow.start();
      } catch (RuntimeException failure) {
        threads.close();
        throw new UncheckedIOException(
            "metrics server cannot listen on "
                + host
                + ":"
                + port
                + "; expected an address of this machine and a free port, or port 0 for any",
            new IOException(failure));
      }
      return new MetricsServer(undertow, graceful, threads, deflaters, host);
    }

    private HttpHandler routes(MetricsThreads threads, Deflaters deflaters) {
      Health shown = health != null ? health : Health.builder().version(version).build();
      return Routes.of(metrics, shown, service, token, threads, deflaters, limits);
    }

    private Undertow undertow(HttpHandler handler) {
      return Undertow.builder()
          .addHttpListener(port, host)
          .setHandler(handler)
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
          .build();
    }
  }
}
