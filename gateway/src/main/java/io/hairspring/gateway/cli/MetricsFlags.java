package io.hairspring.gateway.cli;

import picocli.CommandLine.Option;

/** The flags of the metrics, but for the oldest. Read by name, so that nothing is said twice. */
@SuppressWarnings("unused") // picocli fills the fields, and the command reads what was given
final class MetricsFlags {
  @Option(
      names = "--metrics-path",
      paramLabel = "PATH",
      description = "Where the metrics are; what is below moves with it. Default: /metrics.")
  private String metricsPath;

  @Option(
      names = "--metrics-max-connections",
      paramLabel = "N",
      description =
          "Connections to the metrics server at a time; one more evicts the one that is idle for"
              + " longest. Default: 2048.")
  private String maxConnections;

  @Option(
      names = "--latency-buckets",
      paramLabel = "SECONDS",
      description =
          "Upper bounds of latency histograms, such as 0.01,0.1,1. Default: those from 5 ms to 10 s"
              + " that Prometheus users know.")
  private String latencyBuckets;

  @Option(
      names = "--latency-shapes",
      paramLabel = "SHAPES",
      description =
          "What latencies are shown as, any of summary, histogram and native. Default:"
              + " histogram,native, which add up over many gateways.")
  private String latencyShapes;

  @Option(
      names = "--latency-gauges",
      paramLabel = "FIGURES",
      description =
          "Figures of the window that latencies also show as gauges, any of p50, p90, p95, p99,"
              + " p999, avg, min and max. Default: none.")
  private String latencyGauges;

  @Option(
      names = "--runtime-metrics",
      paramLabel = "true|false",
      description = "Figures of the JVM, the process and its container. Default: true.")
  private String runtimeMetrics;

  @Option(
      names = "--slow-requests",
      paramLabel = "N",
      description =
          "How many of the slowest requests of each endpoint and method /metrics/slow shows, 0 to"
              + " 100. Default: 5, 0 for none.")
  private String slowRequests;

  @Option(
      names = "--tsdb-url",
      paramLabel = "URL",
      description =
          "Prometheus or VictoriaMetrics that /api/metrics/... asks. Default: none, they answer"
              + " 503.")
  private String tsdbUrl;

  @Option(
      names = "--metrics-tls-key-store",
      paramLabel = "FILE",
      description = "Speak TLS on the metrics port, with the key in this PKCS12 or JKS file.")
  private String tlsKeyStore;

  @Option(
      names = "--metrics-tls-password",
      paramLabel = "PASSWORD",
      description =
          "Password of that file. Better as HAIRSPRING_METRICS_TLS_PASSWORD: flags can be seen in"
              + " the list of processes.")
  private String tlsPassword;

  @Option(
      names = "--metrics-token",
      paramLabel = "TOKEN",
      description = "Token that readers of the metrics must show, as Authorization: Bearer.")
  private String token;

  @Option(
      names = "--metrics-user",
      paramLabel = "NAME",
      description = "Name that readers of the metrics must show, as Authorization: Basic.")
  private String user;

  @Option(
      names = "--metrics-password",
      paramLabel = "PASSWORD",
      description = "Password of that name. Better as HAIRSPRING_METRICS_PASSWORD.")
  private String password;
}
