package io.hairspring.gateway.cli;

import io.hairspring.exposition.config.ConfigKey;
import io.hairspring.exposition.config.HairspringConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The settings of a gateway: its own, and those of its metrics. */
final class GatewayKeys {
  private static final List<ConfigKey> DECLARED = new ArrayList<>(); // goes before all that follow

  static final ConfigKey CONFIG = declare(ConfigKey.of("config", ""));
  static final ConfigKey PORT =
      declare(ConfigKey.of("port", "8080").explained("N", "Port for clients, 0 for any free one."));
  static final ConfigKey HOST =
      declare(ConfigKey.of("host", "127.0.0.1").explained("ADDRESS", "Address for clients."));
  static final ConfigKey UPSTREAM =
      declare(
          ConfigKey.of("upstream", "")
              .explained(
                  "URL",
                  "Forward everything to this http or https URL. Without it and without --route"
                      + " an embedded upstream answers as three AI providers."));
  static final ConfigKey ROUTE = declare(ConfigKey.of("route", ""));
  static final ConfigKey DEMO_RATE =
      declare(
          ConfigKey.of("demo-rate", "")
              .explained(
                  "N",
                  "Requests per second that the gateway sends itself. Default: 50 with the"
                      + " embedded upstream, else 0."));
  static final ConfigKey RECORD =
      declare(
          ConfigKey.of("record", "direct")
              .explained(
                  "WAY",
                  "How requests are recorded: direct, by the thread that ends them, or ring, by"
                      + " one consumer in batches, so that a scrape shows each request in all"
                      + " its metrics or in none."));
  static final ConfigKey NO_METRICS = declare(ConfigKey.of("no-metrics", "false"));
  static final ConfigKey CONNECT_TIMEOUT =
      declare(
          ConfigKey.of("connect-timeout", "5s")
              .explained(
                  "TIME",
                  "How long an upstream connection may take to open, such as 500ms or 2s."));
  static final ConfigKey RESPONSE_TIMEOUT =
      declare(
          ConfigKey.of("response-timeout", "60s")
              .explained(
                  "TIME", "How long an upstream may be silent before its answer and within it."));
  static final ConfigKey DRAIN_DELAY =
      declare(
          ConfigKey.of("drain-delay", "0s")
              .explained(
                  "TIME",
                  "How long a gateway that is to stop says that it is not ready and still"
                      + " accepts requests and connections, such as 5s."));
  static final ConfigKey LAST_SCRAPE_WAIT =
      declare(
          ConfigKey.of("last-scrape-wait", "")
              .explained(
                  "TIME",
                  "How long a gateway that stops can be scraped after its last request, unless"
                      + " it was scraped since. Default: as --drain-delay."));
  static final ConfigKey UPSTREAM_CHECK =
      declare(
          ConfigKey.of("upstream-check", "")
              .explained(
                  "PATH",
                  "Ask each upstream's host for this path every health interval; not answered"
                      + " 200 to 399, the health is degraded. Default: none, upstreams are"
                      + " judged by their answers."));
  static final ConfigKey LOG_FORMAT =
      declare(
          ConfigKey.of("log-format", "text")
              .explained("FORMAT", "Format of what is printed: text, or json, an object a line."));
  static final ConfigKey MAX_CONNECTIONS =
      declare(
          ConfigKey.of("max-connections", "1024")
              .explained("N", "Connections to one upstream; as many requests wait for one."));
  static final ConfigKey MAX_CLIENT_CONNECTIONS =
      declare(
          ConfigKey.of("max-client-connections", "4096")
              .explained(
                  "N",
                  "Connections of clients at a time; one more evicts the one that is idle for"
                      + " longest, and while all have a request, it is answered 503."));
  static final ConfigKey SLO = declare(ConfigKey.of("slo", ""));
  static final ConfigKey TRUSTED_PROXIES =
      declare(
          ConfigKey.of("trusted-proxies", "")
              .explained(
                  "NETWORKS",
                  "Addresses and networks of proxies that may say who asked, in"
                      + " X-Forwarded-Proto, -Host, -Port, -Prefix, Forwarded and X-Real-IP,"
                      + " such as 10.0.0.0/8,::1. Default: none."));
  static final ConfigKey MAX_HEADER_BYTES =
      declare(
          ConfigKey.of("max-header-bytes", "65536")
              .explained("N", "Bytes of a request's line and headers."));
  static final ConfigKey MAX_HEADERS =
      declare(ConfigKey.of("max-headers", "500").explained("N", "Headers of a request."));
  static final ConfigKey MAX_QUERY_PARAMETERS =
      declare(
          ConfigKey.of("max-query-parameters", "5000")
              .explained("N", "Parameters in the query of a request."));

  /** Every key, in the order in which they are declared, printed and explained. */
  static final List<ConfigKey> ALL =
      Stream.concat(DECLARED.stream(), HairspringConfig.KEYS.stream().map(GatewayKeys::ofGateway))
          .toList();

  private GatewayKeys() {}

  private static ConfigKey declare(ConfigKey key) {
    DECLARED.add(key);
    return key;
  }

  /**
   * Finds services by the metric in which a gateway describes itself, shows latencies so that those
   * of many gateways add up, which quantiles do not, and makes a reset token where none is given.
   */
  private static ConfigKey ofGateway(ConfigKey key) {
    if (key.equals(HairspringConfig.TSDB_INFO_METRIC)) {
      return key.otherwise("gateway_build_info");
    }
    if (key.equals(HairspringConfig.LATENCY_SHAPES)) {
      return key.otherwise("histogram,native")
          .explained(
              key.value(), "What latencies are shown as, any of summary, histogram and native.");
    }
    return key.equals(HairspringConfig.RESET_TOKEN)
        ? key.explained(
            key.value(), "Token for POST /metrics/reset. Default: a random one, printed at start.")
        : key;
  }
}
