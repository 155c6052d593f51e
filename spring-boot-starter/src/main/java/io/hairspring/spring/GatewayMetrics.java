package io.hairspring.spring;

import io.hairspring.catalog.GroupSettings;
import io.hairspring.catalog.HttpServerMetrics;
import io.hairspring.collector.Family;
import io.hairspring.collector.LatencyRecorder;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.Registration;
import io.hairspring.collector.Ticker;
import java.util.ArrayList;
import java.util.List;

/**
 * Requests of a gateway, by route and method: those of {@link HttpServerMetrics} under the prefix
 * {@code gateway_}, and of each request the time it spent in the gateway itself and the time it
 * waited for what it was routed to. Any thread.
 */
final class GatewayMetrics implements AutoCloseable {
  private static final double[] OWN_SECONDS = {
    0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1
  };
  private static final double[] SECONDS = {
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10
  };
  private static final String OWN = "gateway_own_duration_seconds";
  private static final String WAIT = "gateway_route_wait_seconds";

  private final MetricsCollector metrics;
  private final HttpServerMetrics requests;
  private final List<Registration> registrations = new ArrayList<>();
  private final Family<Series> series;
  private final Family<LatencyRecorder> waits;

  GatewayMetrics(MetricsCollector metrics) {
    this.metrics = metrics;
    requests =
        new HttpServerMetrics(
            metrics,
            GroupSettings.defaults()
                .withPrefix("gateway_")
                .withLabel("endpoint", "route")
                .withBuckets("request_duration_seconds", SECONDS)
                .without(
                    "request_size_bytes", "response_size_bytes", "request_calls_unmeasured_total"));
    try {
      Family<LatencyRecorder> own =
          latencies(
              OWN,
              "Time in the gateway itself: from a request to the head of its answer, less the wait"
                  + " for what it was routed to.",
              OWN_SECONDS);
      waits =
          latencies(
              WAIT,
              "Time from handing a request on to the head of the answer, retries added.",
              SECONDS);
      series =
          metrics.handles(
              "gateway routes",
              2,
              metrics.config().maxSeries(),
              labels ->
                  new Series(
                      requests.handle(labels.get(0), labels.get(1)), own.with(labels.get(0))));
    } catch (RuntimeException refused) {
      close();
      throw refused;
    }
  }

  private Family<LatencyRecorder> latencies(String name, String help, double[] seconds) {
    Family<LatencyRecorder> made = metrics.latency(name, help).buckets(seconds).family("route");
    metrics.find(metrics.config().prefix() + name).ifPresent(registrations::add);
    return made;
  }

  Ticker ticker() {
    return metrics.config().ticker();
  }

  void began() {
    requests.began();
  }

  void ended() {
    requests.ended();
  }

  /** Returns what records requests of this route and method. */
  Series series(String route, String method) {
    return series.with(route, method);
  }

  /** Returns what records how long requests of this route waited, of those that were handed on. */
  LatencyRecorder waits(String route) {
    return waits.with(route);
  }

  /** Gives the metrics back, as a group of the catalogue does. */
  @Override
  public void close() {
    requests.close();
    registrations.forEach(Registration::close);
  }

  /**
   * What a request moves.
   *
   * @param requests all of it
   * @param own the time in the gateway
   */
  record Series(HttpServerMetrics.Handle requests, LatencyRecorder own) {}
}
