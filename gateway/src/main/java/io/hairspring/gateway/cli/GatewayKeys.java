package io.hairspring.gateway.cli;

import io.hairspring.exposition.config.ConfigKey;
import io.hairspring.exposition.config.HairspringConfig;
import java.util.List;
import java.util.stream.Stream;

/** The settings of a gateway: its own, and those of its metrics. */
final class GatewayKeys {
  static final ConfigKey CONFIG = ConfigKey.of("config", "");
  static final ConfigKey PORT = ConfigKey.of("port", "8080");
  static final ConfigKey HOST = ConfigKey.of("host", "127.0.0.1");
  static final ConfigKey UPSTREAM = ConfigKey.of("upstream", "");
  static final ConfigKey ROUTE = ConfigKey.of("route", "");
  static final ConfigKey DEMO_RATE = ConfigKey.of("demo-rate", "");
  static final ConfigKey RECORD = ConfigKey.of("record", "direct");
  static final ConfigKey NO_METRICS = ConfigKey.of("no-metrics", "false");
  static final ConfigKey CONNECT_TIMEOUT = ConfigKey.of("connect-timeout", "5s");
  static final ConfigKey RESPONSE_TIMEOUT = ConfigKey.of("response-timeout", "60s");
  static final ConfigKey DRAIN_DELAY = ConfigKey.of("drain-delay", "0s");
  static final ConfigKey LAST_SCRAPE_WAIT = ConfigKey.of("last-scrape-wait", "");
  static final ConfigKey UPSTREAM_CHECK = ConfigKey.of("upstream-check", "");
  static final ConfigKey LOG_FORMAT = ConfigKey.of("log-format", "text");
  static final ConfigKey MAX_CONNECTIONS = ConfigKey.of("max-connections", "1024");
  static final ConfigKey MAX_CLIENT_CONNECTIONS = ConfigKey.of("max-client-connections", "4096");
  static final ConfigKey SLO = ConfigKey.of("slo", "");
  static final ConfigKey TRUSTED_PROXIES = ConfigKey.of("trusted-proxies", "");
  static final ConfigKey MAX_HEADER_BYTES = ConfigKey.of("max-header-bytes", "65536");
  static final ConfigKey MAX_HEADERS = ConfigKey.of("max-headers", "500");
  static final ConfigKey MAX_QUERY_PARAMETERS = ConfigKey.of("max-query-parameters", "5000");

  static final List<ConfigKey> ALL =
      Stream.concat(
              Stream.of(
                  CONFIG,
                  PORT,
                  HOST,
                  UPSTREAM,
                  ROUTE,
                  DEMO_RATE,
                  RECORD,
                  NO_METRICS,
                  CONNECT_TIMEOUT,
                  RESPONSE_TIMEOUT,
                  MAX_CONNECTIONS,
                  MAX_CLIENT_CONNECTIONS,
                  DRAIN_DELAY,
                  LAST_SCRAPE_WAIT,
                  UPSTREAM_CHECK,
                  LOG_FORMAT,
                  SLO,
                  TRUSTED_PROXIES,
                  MAX_HEADER_BYTES,
                  MAX_HEADERS,
                  MAX_QUERY_PARAMETERS),
              HairspringConfig.KEYS.stream().map(GatewayKeys::ofGateway))
          .toList();

  private GatewayKeys() {}

  /**
   * Finds services by the metric in which a gateway describes itself, and shows latencies so that
   * those of many gateways add up, which quantiles do not.
   */
  private static ConfigKey ofGateway(ConfigKey key) {
    if (key.equals(HairspringConfig.TSDB_INFO_METRIC)) {
      return ConfigKey.of(key.name(), "gateway_build_info");
    }
    return key.equals(HairspringConfig.LATENCY_SHAPES)
        ? ConfigKey.of(key.name(), "histogram,native")
        : key;
  }
}
