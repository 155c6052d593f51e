package io.hairspring.undertow;

import io.hairspring.catalog.SlowRequests;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.exposition.config.HairspringConfig;
import io.hairspring.exposition.config.MetricsPath;
import io.hairspring.exposition.config.TlsKeys;
import io.hairspring.exposition.config.TsdbTarget;
import io.hairspring.exposition.format.MetricsFormat;
import io.hairspring.exposition.health.Health;
import io.hairspring.exposition.scrape.ScrapeService;
import io.hairspring.undertow.connection.Connections;
import io.undertow.server.HttpHandler;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/**
 * An HTTP server that shows a collector: metrics in several formats, health, and a page for people.
 *
 * <p>Listens on loopback unless told otherwise. Everything it runs on is its own: one I/O thread,
 * two that render, two that answer about health and two for the proxy, all daemons whose names
 * start with {@code hairspring-metrics}. Headers, bodies, times, connections and requests at once
 * are bounded. Scrapes that wait at the same time and ask for the same share a rendering, whose
 * values are read after all of them arrived.
 *
 * <pre>{@code
 * try (MetricsServer server = MetricsServer.builder(metrics).port(9464).start()) {
 *   System.out.println(server.url() + "metrics");
 * }
 * }</pre>
 */
public final class MetricsServer implements AutoCloseable {
  private final RunningServer listening;
  private final Resources resources;
  private final String url;
  private final AtomicBoolean closed = new AtomicBoolean();

  private MetricsServer(RunningServer listening, Resources resources, String url) {
    this.listening = listening;
    this.resources = resources;
    this.url = url;
  }

  /** Returns a builder of a server that shows {@code metrics}. */
  public static Builder builder(MetricsCollector metrics) {
    return new Builder(metrics);
  }

  /** Returns a builder of a server that shows {@code metrics} as somebody configured it. */
  public static Builder builder(MetricsCollector metrics, HairspringConfig config) {
    return new Builder(metrics).configured(Objects.requireNonNull(config, "config"));
  }

  /** Returns the port listened on. */
  public int port() {
    return listening.port();
  }

  Connections connections() {
    return listening.connections();
  }

  /** Returns where the page for people is; ends in a slash. */
  public String url() {
    return url;
  }

  /**
   * Stops: requests from now on are answered 503, answers under way are let end for up to 5 s, then
   * the connections are closed. May be called again.
   */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      listening.stop(resources);
    }
  }

  /** Describes a server. Not thread-safe. */
  public static final class Builder {
    private static final int DEFAULT_PORT = 9464;
    private static final int HIGHEST_PORT = 65_535;

    private final MetricsCollector metrics;
    private final ScrapeService.Builder scrapes;
    private String host = "127.0.0.1";
    private int port = DEFAULT_PORT;
    private String service = "Hairspring";
    private String version = "";
    private Health health;
    private Credential resetToken;
    private final List<Credential> readers = new ArrayList<>();
    private SSLContext tls;
    private TsdbTarget tsdb;
    private SlowRequests slow;
    private String path = MetricsPath.USUAL;
    private ServerLimits limits = ServerLimits.DEFAULTS;

    private Builder(MetricsCollector metrics) {
      this.metrics = Objects.requireNonNull(metrics, "metrics");
      scrapes = ScrapeService.builder(metrics);
    }

    private Builder configured(HairspringConfig config) {
      host(config.host()).port(config.port()).path(config.path());
      maxConnections(config.maxConnections());
      config.resetToken().ifPresent(this::resetToken);
      config.scrapeToken().ifPresent(this::scrapeToken);
      config
          .scrapeUser()
          .ifPresent(user -> scrapeUser(user, config.scrapePassword().orElseThrow()));
      config.tsdb().ifPresent(this::tsdb);
      config.tls().ifPresent(this::tls);
      return this;
    }

    /**
     * Sets the address to listen on; {@code 127.0.0.1} unless told otherwise. Whoever reaches it
     * can read the metrics, unless a token or a user is asked for; a server that others than this
     * machine can reach warns once if it asks for neither, or does so without TLS.
     *
     * @throws IllegalArgumentException if it is empty or has blanks
     */
    public Builder host(String host) {
      if (!Objects.requireNonNull(host, "host").matches("[^\\s\\p{Cntrl}]+")) {
        throw new IllegalArgumentException(
            "host must be an address or a host name, was \"" + host + "\"");
      }
      this.host = host;
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
            "path must be one at or below which no other route is, such as /metrics, was "
                + (path == null ? null : '"' + path + '"'));
      }
      this.path = path;
      return this;
    }

    /**
     * Lets whoever shows this token close the epoch by {@code POST /metrics/reset}. Without a token
     * nobody can. It opens no other route.
     *
     * @throws IllegalArgumentException if it is null, blank, longer than 4000 characters, or not of
     *     printable ASCII characters
     */
    public Builder resetToken(String token) {
      resetToken = Credential.token("resetToken", token);
      return this;
    }

    /**
     * Lets only those read who show this token, as {@code Authorization: Bearer}, or what else is
     * set to be shown; others are answered 401. Covers every route but {@code /live}, {@code
     * /ready} and {@code /metrics/reset}. May be called again, for one more token.
     *
     * @throws IllegalArgumentException as {@link #resetToken} does
     */
    public Builder scrapeToken(String token) {
      readers.add(Credential.token("scrapeToken", token));
      return this;
    }

    /**
     * Lets only those read who show this name and password, as {@code Authorization: Basic}, or
     * what else is set to be shown. Covers the routes that a {@link #scrapeToken} covers. May be
     * called again, for one more user.
     *
     * @throws IllegalArgumentException if the name is null, blank or has a colon, if the password
     *     is null or empty, or if one of them is longer than 1000 characters or has control
     *     characters
     */
    public Builder scrapeUser(String name, String password) {
      readers.add(Credential.user(name, password));
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

    /** Speaks TLS 1.2 and 1.3 alone, with what a context holds. */
    public Builder tls(SSLContext context) {
      tls = Objects.requireNonNull(context, "context");
      return this;
    }

    /**
     * Sets whether OpenMetrics answers also say when each counter, histogram and summary was made
     * or last reset, in {@code _created} lines; not unless told otherwise, since a Prometheus that
     * does not read them as times keeps a series for each.
     */
    public Builder createdTimes(boolean createdTimes) {
      scrapes.createdTimes(createdTimes);
      return this;
    }

    /**
     * Offers a format of the host's own on the route of the metrics, after those that are there: to
     * clients that would rather have its content type. May be called again, for one more.
     *
     * @param format makes one for each answer that is rendered at a time; any thread
     * @throws IllegalArgumentException if its content type is no media type, or that of a format
     *     which is there
     */
    public Builder format(Supplier<? extends MetricsFormat> format) {
      scrapes.format(format);
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

    /**
     * Shows the slowest and the last failed requests at {@code /metrics/slow}; unless told
     * otherwise, there are none. They are the caller's to close.
     */
    public Builder slow(SlowRequests slow) {
      this.slow = Objects.requireNonNull(slow, "slow");
      return this;
    }

    /**
     * Sets how many connections may be open; 2048 unless told otherwise. One more evicts that which
     * has been without a request for longest, so whoever opens many keeps nobody out. Where all are
     * being answered, 64 more are let in, and on all of them only {@code /live} and {@code /ready}
     * are answered, anything else with 503; beyond these a connection is closed as it comes. An
     * idle connection takes about 3 KB, one whose headers are arriving up to 30 KB.
     *
     * @throws IllegalArgumentException if it is not 1 to 100000
     */
    public Builder maxConnections(int connections) {
      if (connections < 1 || connections > HairspringConfig.MOST_CONNECTIONS) {
        throw new IllegalArgumentException(
            "maxConnections must be 1 to "
                + HairspringConfig.MOST_CONNECTIONS
                + ", was "
                + connections);
      }
      limits = limits.withConnections(connections);
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
     * Returns all the routes as a handler to mount in a host's own Undertow: at its root, under a
     * prefix, or at the exact path of a route, such as {@code addExactPath("/metrics", handler)};
     * for another path than {@code /metrics}, set {@link #path}. The page is where it is mounted,
     * unless that is a route; an unknown path is answered 404. Host, port and TLS have no meaning
     * for it. It answers liveness, readiness and the page on the calling thread, and hands the rest
     * to six daemon threads of its own, which end when idle; it takes none of the host's workers.
     * How long a scrape waits and is read is bounded as in a server; sizes and other times of
     * connections are the host's to bound.
     */
    public HttpHandler handler() {
      return mounted(null);
    }

    /**
     * Returns the routes, as {@link #handler()} does, before a host's own handler: what is the path
     * of no route goes to {@code next}, as it came and whoever asks. There is no page then.
     */
    public HttpHandler handler(HttpHandler next) {
      return mounted(Objects.requireNonNull(next, "next"));
    }

    private HttpHandler mounted(HttpHandler next) {
      Resources resources = Resources.of(metrics, scrapes, limits);
      Routes routes = Routes.of(shown(), resources);
      return new Mount(routes.paths(), RequestBodyLimit.before(routes.handler(), resources), next);
    }

    /**
     * Starts the server.
     *
     * @throws UncheckedIOException if it cannot listen there, because the port is taken, for one
     */
    public MetricsServer start() {
      Resources resources = Resources.of(metrics, scrapes, limits);
      Listener listener = listener();
      try {
        RunningServer listening =
            listener.start(Routes.of(shown(), resources).handler(), resources);
        listener.warnIfExposed(!readers.isEmpty());
        return new MetricsServer(listening, resources, listener.url(listening.port()));
      } catch (UncheckedIOException failure) {
        resources.close();
        throw failure;
      }
    }

    /** Returns where to listen. */
    Listener listener() {
      return new Listener(host, port, tls, limits);
    }

    private ServerContent shown() {
      return new ServerContent(
          metrics, health(), service, resetToken, new ReadAccess(readers), path, slow, tsdb);
    }

    private Health health() {
      if (health != null) {
        return health;
      }
      return Health.builder().version(version).readyWhen("clock", metrics::isClockMoving).build();
    }
  }
}
