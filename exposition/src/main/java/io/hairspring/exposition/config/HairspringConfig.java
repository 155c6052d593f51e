package io.hairspring.exposition.config;

import io.hairspring.collector.CollectorConfig;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.catalog.GroupSettings;
import io.hairspring.collector.catalog.HttpServerMetrics;
import io.hairspring.exposition.http.MetricsServer;
import io.hairspring.exposition.http.RequestMetricsHandler;
import io.hairspring.exposition.proxy.TsdbTarget;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A collector, a metrics server and a request handler as somebody configured them, checked.
 * Immutable. {@link #KEYS} lists what there is to say; docs/configuration.md says what each means.
 *
 * <pre>{@code
 * HairspringConfig config =
 *     HairspringConfig.load(Path.of("metrics.properties"), System.getenv(), Map.of());
 * MetricsCollector metrics = MetricsCollector.create(config.collector());
 * MetricsServer server = config.server(metrics).start();
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

  private final CollectorConfig collector;
  private final double[] latencyBuckets;
  private final double[] sizeBuckets;
  private final boolean runtimeMetrics;
  private final ServerPart server;
  private final Duration healthInterval;

  private HairspringConfig(ConfigSettings settings) {
    collector = CollectorPart.read(settings);
    latencyBuckets = settings.increasing(ConfigKeys.LATENCY_BUCKETS);
    sizeBuckets = settings.increasing(ConfigKeys.SIZE_BUCKETS);
    runtimeMetrics = settings.flag(ConfigKeys.RUNTIME_METRICS);
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
      Path file, Map<String, String> environment, Map<String, String> code) {
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

  /** Returns a builder of a server that shows {@code metrics} as configured. */
  public MetricsServer.Builder server(MetricsCollector metrics) {
    return server.builder(metrics);
  }

  /**
   * Returns settings with the configured buckets, for {@code HttpServerMetrics} and {@code
   * HttpClientMetrics}.
   */
  public GroupSettings httpSettings() {
    return GroupSettings.defaults()
        .withBuckets("request_duration_seconds", latencyBuckets)
        .withBuckets("request_size_bytes", sizeBuckets)
        .withBuckets("response_size_bytes", sizeBuckets);
  }

  /**
   * Returns a builder of a handler that measures requests, but for those of the metrics server's
   * routes, with the configured buckets; they stay where later settings name no others.
   */
  public RequestMetricsHandler.Builder requests(MetricsCollector metrics) {
    return measuring(RequestMetricsHandler.builder(metrics).settings(httpSettings()));
  }

  /**
   * Returns a builder of a handler, as the other does, that measures with a group that is there.
   */
  public RequestMetricsHandler.Builder requests(HttpServerMetrics group) {
    return measuring(RequestMetricsHandler.builder(group));
  }

  private RequestMetricsHandler.Builder measuring(RequestMetricsHandler.Builder builder) {
    String metricsPath = path();
    return builder.measuring(path -> !MetricsServer.isProbed(path, metricsPath));
  }
}
