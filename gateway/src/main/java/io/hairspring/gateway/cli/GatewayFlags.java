package io.hairspring.gateway.cli;

import picocli.CommandLine.Option;

/** The flags of the proxy and the oldest of the metrics. Read by name, as {@link MetricsFlags}. */
@SuppressWarnings("unused") // picocli fills the fields, and the command reads what was given
final class GatewayFlags {
  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Port for clients, 0 for any free one. Default: 8080.")
  private String port;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description = "Address for clients. Default: 127.0.0.1.")
  private String host;

  @Option(
      names = "--metrics-port",
      paramLabel = "N",
      description = "Port of the metrics server, 0 for any free one. Default: 9464.")
  private String metricsPort;

  @Option(
      names = "--metrics-host",
      paramLabel = "ADDRESS",
      description = "Address of the metrics server. Default: 127.0.0.1.")
  private String metricsHost;

  @Option(
      names = "--upstream",
      paramLabel = "URL",
      description =
          "Forward everything to this http or https URL. Without it and without --route an"
              + " embedded upstream answers as three AI providers.")
  private String upstream;

  @Option(
      names = "--demo-rate",
      paramLabel = "N",
      description =
          "Requests per second that the gateway sends itself. Default: 50 with the embedded"
              + " upstream, else 0.")
  private String demoRate;

  @Option(
      names = "--record",
      paramLabel = "WAY",
      description =
          "How requests are recorded: direct, by the thread that ends them, or ring, by one consumer"
              + " in batches, so that a scrape shows each request in all its metrics or in none."
              + " Default: direct.")
  private String record;

  @Option(
      names = "--reset-token",
      paramLabel = "TOKEN",
      description = "Token for POST /metrics/reset. Default: a random one, printed at start.")
  private String resetToken;

  @Option(
      names = "--connect-timeout",
      paramLabel = "TIME",
      description =
          "How long an upstream connection may take to open, such as 500ms or 2s. Default: 5s.")
  private String connectTimeout;

  @Option(
      names = "--response-timeout",
      paramLabel = "TIME",
      description =
          "How long an upstream may be silent before its answer and within it. Default: 60s.")
  private String responseTimeout;

  @Option(
      names = "--max-connections",
      paramLabel = "N",
      description = "Connections to one upstream; as many requests wait for one. Default: 1024.")
  private String maxConnections;

  @Option(
      names = "--max-client-connections",
      paramLabel = "N",
      description =
          "Connections of clients at a time; one more evicts the one that is idle for longest,"
              + " and while all have a request, it is answered 503. Default: 4096.")
  private String maxClientConnections;

  @Option(
      names = "--drain-delay",
      paramLabel = "TIME",
      description =
          "How long a gateway that is to stop says that it is not ready and still accepts requests"
              + " and connections, such as 5s. Default: 0s.")
  private String drainDelay;

  @Option(
      names = "--last-scrape-wait",
      paramLabel = "TIME",
      description =
          "How long a gateway that stops can be scraped after its last request, unless it was"
              + " scraped since. Default: as --drain-delay.")
  private String lastScrapeWait;

  @Option(
      names = "--upstream-check",
      paramLabel = "PATH",
      description =
          "Ask each upstream's host for this path every health interval; not answered 200 to 399,"
              + " the health is degraded. Default: none, upstreams are judged by their answers.")
  private String upstreamCheck;

  @Option(
      names = "--log-format",
      paramLabel = "FORMAT",
      description = "Format of what is printed: text, or json, an object a line. Default: text.")
  private String logFormat;

  @Option(
      names = "--trusted-proxies",
      paramLabel = "NETWORKS",
      description =
          "Addresses and networks of proxies that may say who asked, in X-Forwarded-Proto, -Host,"
              + " -Port, -Prefix, Forwarded and X-Real-IP, such as 10.0.0.0/8,::1. Default: none.")
  private String trustedProxies;

  @Option(
      names = "--max-header-bytes",
      paramLabel = "N",
      description = "Bytes of a request's line and headers. Default: 65536.")
  private String maxHeaderBytes;

  @Option(
      names = "--max-headers",
      paramLabel = "N",
      description = "Headers of a request. Default: 500.")
  private String maxHeaders;

  @Option(
      names = "--max-query-parameters",
      paramLabel = "N",
      description = "Parameters in the query of a request. Default: 5000.")
  private String maxQueryParameters;
}
