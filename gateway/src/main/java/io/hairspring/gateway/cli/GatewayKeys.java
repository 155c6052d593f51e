package io.hairspring.gateway.cli;

import io.hairspring.exposition.config.ConfigKey;
import io.hairspring.exposition.config.HairspringConfig;
import java.util.List;
import java.util.stream.Stream;

/** The settings of a gateway: its own, and those of its metrics. */
final class GatewayKeys {
  static final String CONFIG = "config";
  static final String PORT = "port";
  static final String HOST = "host";
  static final String UPSTREAM = "upstream";
  static final String ROUTE = "route";
  static final String DEMO_RATE = "demo-rate";
  static final String RECORD = "record";
  static final String NO_METRICS = "no-metrics";
  static final String CONNECT_TIMEOUT = "connect-timeout";
  static final String RESPONSE_TIMEOUT = "response-timeout";
  static final String MAX_CONNECTIONS = "max-connections";
  static final String RESET_TOKEN = "reset-token";

  static final List<ConfigKey> ALL =
      Stream.concat(
              Stream.of(
                  ConfigKey.of(CONFIG, ""),
                  ConfigKey.of(PORT, "8080"),
                  ConfigKey.of(HOST, "127.0.0.1"),
                  ConfigKey.of(UPSTREAM, ""),
                  ConfigKey.of(ROUTE, ""),
                  ConfigKey.of(DEMO_RATE, ""),
                  ConfigKey.of(RECORD, "direct"),
                  ConfigKey.of(NO_METRICS, "false"),
                  ConfigKey.of(CONNECT_TIMEOUT, "5s"),
                  ConfigKey.of(RESPONSE_TIMEOUT, "60s"),
                  ConfigKey.of(MAX_CONNECTIONS, "1024")),
              HairspringConfig.KEYS.stream().map(GatewayKeys::ofGateway))
          .toList();

  private GatewayKeys() {}

  /** Finds services by the metric in which a gateway describes itself. */
  private static ConfigKey ofGateway(ConfigKey key) {
    return key.name().equals("tsdb-info-metric")
        ? ConfigKey.of(key.name(), "gateway_build_info")
        : key;
  }
}
