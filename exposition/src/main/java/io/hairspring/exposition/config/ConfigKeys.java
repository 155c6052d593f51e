package io.hairspring.exposition.config;

import io.hairspring.collector.CollectorConfig;
import java.util.ArrayList;
import java.util.List;

/**
 * The keys of the collector and the metrics server, and the other names that systems have them by.
 */
final class ConfigKeys {
  private static final CollectorConfig DEFAULTS = CollectorConfig.defaults();
  private static final List<ConfigKey> DECLARED = new ArrayList<>(); // goes before all that follow

  static final ConfigKey ENABLED =
      declare(ConfigKey.of("metrics-enabled", "true", "enabled", "enable-metrics"));
  static final ConfigKey HOST =
      declare(
          ConfigKey.of("metrics-host", "127.0.0.1")
              .explained("ADDRESS", "Address of the metrics server."));
  static final ConfigKey PORT =
      declare(
          ConfigKey.of("metrics-port", "9464")
              .explained("N", "Port of the metrics server, 0 for any free one."));
  static final ConfigKey PATH =
      declare(
          ConfigKey.of("metrics-path", "/metrics", "path")
              .explained("PATH", "Where the metrics are; what is below moves with it."));
  static final ConfigKey PREFIX =
      declare(ConfigKey.of("metrics-prefix", "", "prefix", "namespace"));
  static final ConfigKey LABELS = declare(ConfigKey.of("metrics-labels", "", "global-labels"));
  static final ConfigKey UTF8_NAMES = declare(ConfigKey.of("utf8-names", "false"));
  static final ConfigKey LATENCY_BUCKETS =
      declare(
          ConfigKey.of("latency-buckets", "")
              .explained(
                  "SECONDS",
                  "Upper bounds of latency histograms, such as 0.01,0.1,1. Default: none;"
                      + " histograms then have those from 5 ms to 10 s."));
  static final ConfigKey LATENCY_WINDOWS = declare(ConfigKey.of("latency-windows", "60s"));
  static final ConfigKey LATENCY_SHAPES =
      declare(
          ConfigKey.of("latency-shapes", "")
              .explained(
                  "SHAPES",
                  "What latencies are shown as, any of summary, histogram and native. Default:"
                      + " a histogram where there are buckets, else a summary."));
  static final ConfigKey LATENCY_GAUGES =
      declare(
          ConfigKey.of("latency-gauges", "")
              .explained(
                  "FIGURES",
                  "Figures of the window that latencies also show as gauges, any of p50, p90,"
                      + " p95, p99, p999, avg, min and max. Default: none."));
  static final ConfigKey GAUGES_OF_EPOCH =
      declare(ConfigKey.of("latency-gauges-of-epoch", "false"));
  static final ConfigKey SIZE_BUCKETS =
      declare(ConfigKey.of("size-buckets", "100,1000,10000,100000,1000000,10000000,100000000"));
  static final ConfigKey MAX_SERIES =
      declare(ConfigKey.of("max-series", String.valueOf(DEFAULTS.maxSeries())));
  static final ConfigKey MAX_LABEL_CHARS =
      declare(ConfigKey.of("max-label-chars", String.valueOf(DEFAULTS.maxLabelChars())));
  static final ConfigKey MAX_COLLECTIONS_PER_SECOND =
      declare(
          ConfigKey.of(
              "max-collections-per-second", String.valueOf(DEFAULTS.maxCollectionsPerSecond())));
  static final ConfigKey MAX_STRIPES = declare(ConfigKey.of("max-stripes", ""));
  static final ConfigKey IDLE_LIMIT = declare(ConfigKey.of("idle-limit", ""));
  static final ConfigKey MAX_CONNECTIONS =
      declare(
          ConfigKey.of("metrics-max-connections", "2048")
              .explained(
                  "N",
                  "Connections to the metrics server at a time; one more evicts the one that is"
                      + " idle for longest."));
  static final ConfigKey RUNTIME_METRICS =
      declare(
          ConfigKey.of("runtime-metrics", "true", "process-metrics", "include-process-metrics")
              .explained("true|false", "Figures of the JVM, the process and its container."));
  static final ConfigKey SLOW_REQUESTS =
      declare(
          ConfigKey.of("slow-requests", "5")
              .explained(
                  "N",
                  "How many of the slowest requests of each endpoint and method /metrics/slow"
                      + " shows, 0 to 100; 0 for none."));
  static final ConfigKey HEALTH_INTERVAL = declare(ConfigKey.of("health-interval", "10s"));
  static final ConfigKey RESET_TOKEN =
      declare(
          ConfigKey.secret("reset-token")
              .explained(
                  "TOKEN", "Token for POST /metrics/reset. Default: none, nobody may reset."));
  static final ConfigKey TOKEN =
      declare(
          ConfigKey.secret("metrics-token")
              .explained(
                  "TOKEN",
                  "Token that readers of the metrics must show, as Authorization: Bearer."));
  static final ConfigKey USER =
      declare(
          ConfigKey.of("metrics-user", "")
              .explained(
                  "NAME", "Name that readers of the metrics must show, as Authorization: Basic."));
  static final ConfigKey PASSWORD =
      declare(
          ConfigKey.secret("metrics-password")
              .explained(
                  "PASSWORD", "Password of that name. Better as HAIRSPRING_METRICS_PASSWORD."));
  static final ConfigKey TLS_KEY_STORE =
      declare(
          ConfigKey.of("metrics-tls-key-store", "")
              .explained(
                  "FILE",
                  "Speak TLS on the metrics port, with the key in this PKCS12 or JKS file."));
  static final ConfigKey TLS_PASSWORD =
      declare(
          ConfigKey.secret("metrics-tls-password")
              .explained(
                  "PASSWORD",
                  "Password of that file. Better as HAIRSPRING_METRICS_TLS_PASSWORD: flags can"
                      + " be seen in the list of processes."));
  static final ConfigKey TSDB_URL =
      declare(
          ConfigKey.of("tsdb-url", "", "victoriametrics-url", "prometheus-url")
              .explained(
                  "URL",
                  "Prometheus or VictoriaMetrics that /api/metrics/... asks. Default: none,"
                      + " they answer 503."));
  static final ConfigKey TSDB_INFO_METRIC =
      declare(ConfigKey.of("tsdb-info-metric", "service_info"));
  static final ConfigKey TSDB_SERVICE_LABEL =
      declare(ConfigKey.of("tsdb-service-label", "service"));
  static final ConfigKey TSDB_SERVICES = declare(ConfigKey.of("tsdb-services", ""));

  /** Every key, in the order in which they are declared and printed. */
  static final List<ConfigKey> ALL = List.copyOf(DECLARED);

  private ConfigKeys() {}

  private static ConfigKey declare(ConfigKey key) {
    DECLARED.add(key);
    return key;
  }
}
