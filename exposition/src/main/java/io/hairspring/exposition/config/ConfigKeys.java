package io.hairspring.exposition.config;

import java.util.List;

/**
 * The keys of the collector and the metrics server, and the other names that systems have them by.
 */
final class ConfigKeys {
  static final ConfigKey ENABLED =
      ConfigKey.of("metrics-enabled", "true", "enabled", "enable-metrics");
  static final ConfigKey HOST = ConfigKey.of("metrics-host", "127.0.0.1");
  static final ConfigKey PORT = ConfigKey.of("metrics-port", "9464");
  static final ConfigKey PATH = ConfigKey.of("metrics-path", "/metrics", "path");
  static final ConfigKey PREFIX = ConfigKey.of("metrics-prefix", "", "prefix", "namespace");
  static final ConfigKey LABELS = ConfigKey.of("metrics-labels", "", "global-labels");
  static final ConfigKey UTF8_NAMES = ConfigKey.of("utf8-names", "false");
  static final ConfigKey LATENCY_BUCKETS = ConfigKey.of("latency-buckets", "");
  static final ConfigKey LATENCY_WINDOWS = ConfigKey.of("latency-windows", "60s");
  static final ConfigKey LATENCY_SHAPES = ConfigKey.of("latency-shapes", "");
  static final ConfigKey LATENCY_GAUGES = ConfigKey.of("latency-gauges", "");
  static final ConfigKey GAUGES_OF_EPOCH = ConfigKey.of("latency-gauges-of-epoch", "false");
  static final ConfigKey SIZE_BUCKETS =
      ConfigKey.of("size-buckets", "100,1000,10000,100000,1000000,10000000,100000000");
  static final ConfigKey MAX_SERIES = ConfigKey.of("max-series", "10000");
  static final ConfigKey MAX_LABEL_CHARS = ConfigKey.of("max-label-chars", "1024");
  static final ConfigKey MAX_COLLECTIONS_PER_SECOND =
      ConfigKey.of("max-collections-per-second", "100");
  static final ConfigKey MAX_STRIPES = ConfigKey.of("max-stripes", "");
  static final ConfigKey IDLE_LIMIT = ConfigKey.of("idle-limit", "");
  static final ConfigKey MAX_CONNECTIONS = ConfigKey.of("metrics-max-connections", "2048");
  static final ConfigKey RUNTIME_METRICS =
      ConfigKey.of("runtime-metrics", "true", "process-metrics", "include-process-metrics");
  static final ConfigKey SLOW_REQUESTS = ConfigKey.of("slow-requests", "5");
  static final ConfigKey HEALTH_INTERVAL = ConfigKey.of("health-interval", "10s");
  static final ConfigKey RESET_TOKEN = ConfigKey.secret("reset-token");
  static final ConfigKey TOKEN = ConfigKey.secret("metrics-token");
  static final ConfigKey USER = ConfigKey.of("metrics-user", "");
  static final ConfigKey PASSWORD = ConfigKey.secret("metrics-password");
  static final ConfigKey TLS_KEY_STORE = ConfigKey.of("metrics-tls-key-store", "");
  static final ConfigKey TLS_PASSWORD = ConfigKey.secret("metrics-tls-password");
  static final ConfigKey TSDB_URL =
      ConfigKey.of("tsdb-url", "", "victoriametrics-url", "prometheus-url");
  static final ConfigKey TSDB_INFO_METRIC = ConfigKey.of("tsdb-info-metric", "service_info");
  static final ConfigKey TSDB_SERVICE_LABEL = ConfigKey.of("tsdb-service-label", "service");
  static final ConfigKey TSDB_SERVICES = ConfigKey.of("tsdb-services", "");

  static final List<ConfigKey> ALL =
      List.of(
          ENABLED,
          HOST,
          PORT,
          PATH,
          PREFIX,
          LABELS,
          UTF8_NAMES,
          LATENCY_BUCKETS,
          LATENCY_WINDOWS,
          LATENCY_SHAPES,
          LATENCY_GAUGES,
          GAUGES_OF_EPOCH,
          SIZE_BUCKETS,
          MAX_SERIES,
          MAX_LABEL_CHARS,
          MAX_COLLECTIONS_PER_SECOND,
          MAX_STRIPES,
          IDLE_LIMIT,
          MAX_CONNECTIONS,
          RUNTIME_METRICS,
          SLOW_REQUESTS,
          HEALTH_INTERVAL,
          RESET_TOKEN,
          TOKEN,
          USER,
          PASSWORD,
          TLS_KEY_STORE,
          TLS_PASSWORD,
          TSDB_URL,
          TSDB_INFO_METRIC,
          TSDB_SERVICE_LABEL,
          TSDB_SERVICES);

  private ConfigKeys() {}
}
