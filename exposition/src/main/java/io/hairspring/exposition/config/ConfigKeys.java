package io.hairspring.exposition.config;

import java.util.List;

/**
 * The keys of the collector and the metrics server, and the other names that systems have them by.
 */
final class ConfigKeys {
  static final String ENABLED = "metrics-enabled";
  static final String HOST = "metrics-host";
  static final String PORT = "metrics-port";
  static final String PATH = "metrics-path";
  static final String PREFIX = "metrics-prefix";
  static final String LABELS = "metrics-labels";
  static final String UTF8_NAMES = "utf8-names";
  static final String LATENCY_BUCKETS = "latency-buckets";
  static final String LATENCY_WINDOWS = "latency-windows";
  static final String LATENCY_SHAPES = "latency-shapes";
  static final String LATENCY_GAUGES = "latency-gauges";
  static final String SIZE_BUCKETS = "size-buckets";
  static final String MAX_SERIES = "max-series";
  static final String MAX_STRIPES = "max-stripes";
  static final String IDLE_LIMIT = "idle-limit";
  static final String MAX_CONNECTIONS = "metrics-max-connections";
  static final String RUNTIME_METRICS = "runtime-metrics";
  static final String HEALTH_INTERVAL = "health-interval";
  static final String RESET_TOKEN = "reset-token";
  static final String TOKEN = "metrics-token";
  static final String USER = "metrics-user";
  static final String PASSWORD = "metrics-password";
  static final String TLS_KEY_STORE = "metrics-tls-key-store";
  static final String TLS_PASSWORD = "metrics-tls-password";
  static final String TSDB_URL = "tsdb-url";
  static final String TSDB_INFO_METRIC = "tsdb-info-metric";
  static final String TSDB_SERVICE_LABEL = "tsdb-service-label";
  static final String TSDB_SERVICES = "tsdb-services";

  static final List<ConfigKey> ALL =
      List.of(
          ConfigKey.of(ENABLED, "true", "enabled", "enable-metrics"),
          ConfigKey.of(HOST, "127.0.0.1"),
          ConfigKey.of(PORT, "9464"),
          ConfigKey.of(PATH, "/metrics", "path"),
          ConfigKey.of(PREFIX, "", "prefix", "namespace"),
          ConfigKey.of(LABELS, "", "global-labels"),
          ConfigKey.of(UTF8_NAMES, "false"),
          ConfigKey.of(LATENCY_BUCKETS, ""),
          ConfigKey.of(LATENCY_WINDOWS, "60s"),
          ConfigKey.of(LATENCY_SHAPES, ""),
          ConfigKey.of(LATENCY_GAUGES, ""),
          ConfigKey.of(SIZE_BUCKETS, "100,1000,10000,100000,1000000,10000000,100000000"),
          ConfigKey.of(MAX_SERIES, "10000"),
          ConfigKey.of(MAX_STRIPES, ""),
          ConfigKey.of(IDLE_LIMIT, ""),
          ConfigKey.of(MAX_CONNECTIONS, "2048"),
          ConfigKey.of(RUNTIME_METRICS, "true", "process-metrics", "include-process-metrics"),
          ConfigKey.of(HEALTH_INTERVAL, "10s"),
          ConfigKey.secret(RESET_TOKEN),
          ConfigKey.secret(TOKEN),
          ConfigKey.of(USER, ""),
          ConfigKey.secret(PASSWORD),
          ConfigKey.of(TLS_KEY_STORE, ""),
          ConfigKey.secret(TLS_PASSWORD),
          ConfigKey.of(TSDB_URL, "", "victoriametrics-url", "prometheus-url"),
          ConfigKey.of(TSDB_INFO_METRIC, "service_info"),
          ConfigKey.of(TSDB_SERVICE_LABEL, "service"),
          ConfigKey.of(TSDB_SERVICES, ""));

  private ConfigKeys() {}
}
