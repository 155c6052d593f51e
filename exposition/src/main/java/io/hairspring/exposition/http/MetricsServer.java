package io.hairspring.exposition.http;

import io.hairspring.collector.MetricsCollector;
import io.hairspring.exposition.health.Health;
import io.hairspring.exposition.proxy.TsdbTarget;
import io.undertow.Undertow;
import io.undertow.server.HttpHandler;
import io.undertow.server.handlers.GracefulShutdownHandler;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;

/**
 * An HTTP server that shows a collector: metrics in several formats, health, and a page for people.
 *
 * <p>Listens on loopback unless told otherwise. Everything it runs on is its own: one I/O thread,
 * two that render, two that answer about health and two for the proxy, all daemons whose names
 * start with {@code hairspring-metrics}. Headers, bodies, times and requests at once are bounded.
 * Scrapes that wait at the same time and ask for the same share a rendering, whose values are read
 * after all of them arrived.
 *
 * <pre>{@code
 * try (MetricsServer server = MetricsServer.builder(metrics).port(9464).start()) {
 *   System.out.println(server.url() + "metrics");
 * }
 * }</pre>
 */
public final class MetricsServer implements AutoCloseable {
  private static final Logger LOGGER = System.getLogger(MetricsServer.class.getName());
  private static final long CLOSE_MILLIS = 5_000;
  private static final long FINISH_MILLIS = 250;

  private final Undertow undertow;
  private final GracefulShutdownHandler graceful;
  private final MetricsThreads threads;
  private final Deflaters deflaters;
  private final Listener listener;
  private final int port;
  private final AtomicBoolean closed = new AtomicBoolean();

  private MetricsServer(
      Undertow undertow,
      GracefulShutdownHandler graceful,
      MetricsThreads threads,
      Deflaters deflaters,
      Listener listener) {
    this.undertow = undertow;
    this.graceful = graceful;
    this.threads = threads;
    this.deflaters = deflaters;
    this.listener = listener;
    port = ((InetSocketAddress) undertow.getListenerInfo().get(0).getAddress()).getPort();
  }

  /** Returns a builder of a server that shows {@code metrics}. */
  public static Builder builder(MetricsCollector metrics) {
    return new Builder(metrics);
  }

  /** Returns whether a server may have its metrics at this path, as {@link Builder#path} says. */
  public static boolean isPath(String path) {
    return MetricsPath.isUsable(path);
  }

  /** Returns the port listened on. */
  public int port() {
    return port;
  }

  /** Returns how many connections are open. */
  long connections() {
    return undertow.getListenerInfo().get(0).getConnectorStatistics().getActiveConnections();
  }

  /** Returns where the page for people is; ends in a slash. */
  public String url() {
    return listener.url(port);
  }

  /**
   * Stops: requests from now on are answered 503, answers under way are let end for up to 5 s, then
   * the connections are closed. May be called again.
   */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    graceful.shutdown();
    try {
      graceful.awaitShutdown(CLOSE_MILLIS);
      settle();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt(); // the caller is in a hurry: stop without waiting
    }
    undertow.stop();
    threads.close();
    deflaters.close();
  }

  /**
   * Lets all threads end what they are at: the last answer counts as sent a moment before the
   * threads that made and sent it are done with it.
   */
  private void settle() throws InterruptedException {
    threads.finish(FINISH_MILLIS);
    undertow.getListenerInfo().forEach(Undertow.ListenerInfo::suspend);
    CountDownLatch idle = new CountDownLatch(1);
    undertow.getWorker().getIoThread().execute(idle::countDown);
    boolean inTime = idle.await(FINISH_MILLIS, TimeUnit.MILLISECONDS);
    if (!inTime) {
      LOGGER.log(Level.DEBUG, "closed while the I/O thread was at work");
    }
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
    private BearerToken resetToken;
    private final List<Credential> readers = new ArrayList<>();
    private SSLContext tls;
    private TsdbTarget tsdb;
    private String path = MetricsPath.USUAL;
    private ServerLimits limits = ServerLimits.DEFAULTS;
    private boolean createdTimes;

    private Builder(MetricsCollector metrics) {
      this.metrics = Objects.requireNonNull(metrics, "metrics");
    }

    /**
     * Sets the address to listen on; {@code 127.0.0.1} unless told otherwise. Whoever reaches it
     * can read the metrics, unless a token or a user is asked for; a server that others than this
     * machine can reach warns once if it asks for neither, or does so without TLS.
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
     * Sets where the metrics are; {@code /metrics} unless told otherwise. What is below it, such as
     * {@code /metrics/json}, moves with it; other routes stay.
     *
     * @throws IllegalArgumentException if it is no path, or another route is there or below it
     */
    public Builder path(String path) {
      if (!MetricsPath.isUsable(path)) {
        throw new IllegalArgumentException(
            "path must be one at or below which no other route is, such as /metrics, was \""
                + path
                + "\"");
      }
      this.path = path;
      return this;
    }

    /**
     * Lets whoever shows this token close the epoch by {@code POST /metrics/reset}. Without a token
     * nobody can. It opens no other route.
     *
     * @throws IllegalArgumentException if it is blank
     */
    public Builder resetToken(String token) {
      resetToken = new BearerToken("resetToken", token);
      return this;
    }

    /**
     * Lets only those read who show this token, as {@code Authorization: Bearer}, or what else is
     * set to be shown; others are answered 401. Covers every route but {@code /live}, {@code
     * /ready} and {@code /metrics/reset}. May be called again, for one more token.
     *
     * @throws IllegalArgumentException if it is blank
     */
    public Builder scrapeToken(String token) {
      readers.add(new BearerToken("scrapeToken", token));
      return this;
    }

    /**
     * Lets only those read who show this name and password, as {@code Authorization: Basic}, or
     * what else is set to be shown. Covers the routes that a {@link #scrapeToken} covers. May be
     * called again, for one more user.
     *
     * @throws IllegalArgumentException if the name is blank or has a colon, or the password is
     *     empty
     */
    public Builder scrapeUser(String name, String password) {
      readers.add(new BasicUser(name, password));
      return this;
    }

    /**
     * Speaks TLS 1.2 and 1.3 alone, with the key and certificate in this file, read now and once.
     *
     * @param keyStore PKCS12 or JKS, told by its contents
     * @param password of the file and of the key in it; not kept, and the caller's to wipe
     * @throws IllegalArgumentException if the file cannot be read with it, or holds no key
     */
    public Builder tls(Path keyStore, char[] password) {
      return tls(TlsKeys.load(keyStore, password));
    }

    /**
     * Sets whether OpenMetrics answers also say when each counter, histogram and summary was made
     * or last reset, in {@code _created} lines; not unless told otherwise, since a Prometheus that
     * does not read them as times keeps a series for each.
     */
    public Builder createdTimes(boolean createdTimes) {
      this.createdTimes = createdTimes;
      return this;
    }

    /** Speaks TLS 1.2 and 1.3 alone, with what a context holds. */
    public Builder tls(SSLContext context) {
      tls = Objects.requireNonNull(context, "context");
      return this;
    }

    /**
     * Hands questions to {@code /api/metrics/…} on to a Prometheus or VictoriaMetrics, as {@link
     * TsdbTarget#at} finds services; without one, these routes answer 503.
     *
     * @throws IllegalArgumentException if the URL cannot be used
     */
    public Builder tsdb(URI url) {
      return tsdb(TsdbTarget.at(url));
    }

    /** Hands questions to {@code /api/metrics/…} on to a Prometheus or VictoriaMetrics. */
    public Builder tsdb(TsdbTarget target) {
      tsdb = Objects.requireNonNull(target, "target");
      return this;
    }

    /** Sets how long clients may take, and how many there may be. */
    Builder limits(ServerLimits limits) {
      this.limits = limits;
      return this;
    }

    /**
     * Sets what the health routes tell; unless told otherwise, alive, healthy, and ready while the
     * collector's clock moves.
     */
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
     * Host, port and TLS have no meaning for it. It answers liveness, readiness and the page on the
     * calling thread, and hands the rest to six daemon threads of its own, which end when idle; it
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
      Listener listener = new Listener(host, port, tls, limits);
      try {
        MetricsServer server =
            new MetricsServer(listener.start(graceful), graceful, threads, deflaters, listener);
        listener.warnIfExposed(!readers.isEmpty());
        return server;
      } catch (UncheckedIOException failure) {
        threads.close();
        throw failure;
      }
    }

    private HttpHandler routes(MetricsThreads threads, Deflaters deflaters) {
      HttpHandler routes =
          Routes.of(
              metrics,
              health(),
              service,
              resetToken,
              new ReadAccess(readers),
              path,
              tsdb,
              threads,
              deflaters,
              limits,
              createdTimes);
      return path.equals(MetricsPath.USUAL) ? routes : new MetricsPath(path, routes);
    }

    private Health health() {
      if (health != null) {
        return health;
      }
      return Health.builder().version(version).readyWhen("clock", metrics::isClockMoving).build();
    }
  }
}
