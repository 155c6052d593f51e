package io.hairspring.exposition.config;

import io.hairspring.collector.CollectorConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * What a collector, its metrics server and a request handler are to be, as somebody configured it,
 * checked. Immutable. {@link #KEYS} lists what there is to say; docs/configuration.md says what
 * each means.
 *
 * <pre>{@code
 * HairspringConfig config =
 *     HairspringConfig.load(Path.of("metrics.properties"), System.getenv(), Map.of());
 * MetricsCollector metrics = MetricsCollector.create(config.collector());
 * MetricsServer server = MetricsServer.builder(metrics, config).start(); // of hairspring-undertow
 * }</pre>
 */
public final class HairspringConfig {
  /** Every key, with what it is where nobody says anything. */
  public static final List<ConfigKey> KEYS = ConfigKeys.ALL;

  /** Who may reset, one of {@link #KEYS}: for a host that makes a token where nobody gives one. */
  public static final ConfigKey RESET_TOKEN = ConfigKeys.RESET_TOKEN;

  /** The metric that tells the services, one of {@link #KEYS}: for a host with one of its own. */
  public static final ConfigKey TSDB_INFO_METRIC = ConfigKeys.TSDB_INFO_METRIC;

  /** The port of the metrics server, one of {@link #KEYS}. */
  public static final ConfigKey PORT = ConfigKeys.PORT;

  /** What every metric's name starts with, one of {@link #KEYS}. */
  public static final ConfigKey PREFIX = ConfigKeys.PREFIX;

  /** The labels of every series, one of {@link #KEYS}. */
  public static final ConfigKey LABELS = ConfigKeys.LABELS;

  /** What latencies are shown as, one of {@link #KEYS}: for a host with another default. */
  public static final ConfigKey LATENCY_SHAPES = ConfigKeys.LATENCY_SHAPES;

  /** The highest bound on connections to a metrics server. */
  public static final int MOST_CONNECTIONS = 100_000;

  private static final int MOST_SLOW_REQUESTS = 100; // as SlowRequests of the catalogue keeps

  private final CollectorConfig collector;
  private final double[] latencyBuckets;
  private final double[] sizeBuckets;
  private final boolean runtimeMetrics;
  private final int slowRequests;
  private final ServerPart server;
  private final Duration healthInterval;

  private HairspringConfig(ConfigSettings settings) {
    collector = CollectorPart.read(settings);
    latencyBuckets = settings.increasing(ConfigKeys.LATENCY_BUCKETS);
    sizeBuckets = settings.increasing(ConfigKeys.SIZE_BUCKETS);
    runtimeMetrics = settings.flag(ConfigKeys.RUNTIME_METRICS);
    slowRequests = settings.number(ConfigKeys.SLOW_REQUESTS, 0, MOST_SLOW_REQUESTS);
    server = ServerPart.read(settings);
    healthInterval = settings.time(ConfigKeys.HEALTH_INTERVAL, 1, 3_600);
  }

  /**
   * Reads settings whose keys include {@link #KEYS}.
   *
   * @throws ConfigException if one cannot be used; the message says which, and what was expected
   */
  public static HairspringConfig read(ConfigSettings settings) {
    return new HairspringConfig(Objects.requireNonNull(settings, "settings"));
  }

  /**
   * Reads a file, or no file if it is null, then the environment, then code; the later goes before
   * the earlier.
   *
   * @throws ConfigException as {@link #read} does, or if a key is not known
   */
  public static HairspringConfig load(
      @Nullable Path file, Map<String, String> environment, Map<String, String> code) {
    ConfigSettings.Builder settings = ConfigSettings.builder(KEYS).environment(environment);
    if (file != null) {
      settings.file(file);
    }
    Objects.requireNonNull(code, "code").forEach(settings::set);
    return read(settings.build());
  }

  /** Returns what to make the collector with. */
  public CollectorConfig collector() {
    return collector;
  }

  /** Returns the upper bounds for latencies, in seconds; none for summaries. */
  public double[] latencyBuckets() {
    return latencyBuckets.clone();
  }

  /** Returns the upper bounds for sizes, in bytes. */
  public double[] sizeBuckets() {
    return sizeBuckets.clone();
  }

  /** Returns whether figures of the JVM and the process are wanted. */
  public boolean runtimeMetrics() {
    return runtimeMetrics;
  }

  /** Returns how many of the slowest requests of a route are to be kept; 0 for none. */
  public int slowRequests() {
    return slowRequests;
  }

  /** Returns how often health checks are to run. */
  public Duration healthInterval() {
    return healthInterval;
  }

  /** Returns the address of the metrics server. */
  public String host() {
    return server.host();
  }

  /** Returns the port of the metrics server, 0 for any free one. */
  public int port() {
    return server.port();
  }

  /** Returns the path of the scrape route. */
  public String path() {
    return server.path();
  }

  /** Returns the time-series database to ask, if there is one. */
  public Optional<TsdbTarget> tsdb() {
    return Optional.ofNullable(server.tsdb());
  }

  /** Returns how many connections to the metrics server may be open. */
  public int maxConnections() {
    return server.maxConnections();
  }

  /** Returns the token that opens the reset. */
  public Optional<String> resetToken() {
    return Optional.ofNullable(server.resetToken());
  }

  /** Returns the token that readers show. */
  public Optional<String> scrapeToken() {
    return Optional.ofNullable(server.token());
  }

  /** Returns the name of a user who may read; there is a password then. */
  public Optional<String> scrapeUser() {
    return Optional.ofNullable(server.user());
  }

  /** Returns the password of {@link #scrapeUser}. */
  public Optional<String> scrapePassword() {
    return Optional.ofNullable(server.password());
  }

  /** Returns the key and the certificate that the metrics server shows. */
  public Optional<SSLContext> tls() {
    return Optional.ofNullable(server.tls());
  }
}
