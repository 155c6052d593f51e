package io.hairspring.undertow.connection;

import io.hairspring.collector.Counter;
import io.hairspring.collector.Family;
import io.hairspring.collector.Gauge;
import io.hairspring.collector.MetricsCollector;
import java.util.Objects;

/**
 * What is counted of a server's connections.
 *
 * @param open those that are open
 * @param evicted those without a request under way that were closed to make room for others
 * @param refused those closed as they came, because there was no room for them
 * @param timedOut those closed because their client was silent for too long, by {@code reason}:
 *     {@code headers} of a request began and did not end, {@code silent} since it was opened,
 *     {@code idle} since its last answer
 * @param unreadable requests that no handler was asked about, or not to the end, since they are no
 *     HTTP, of another version than 1.0 and 1.1, name no host, have headers that are too large, or
 *     a body that is not in the chunks it announced
 */
public record ConnectionMetrics(
    Gauge open, Counter evicted, Counter refused, Family<Counter> timedOut, Counter unreadable) {
  /** Makes the series of all reasons: what is absent cannot be alerted on. */
  public ConnectionMetrics {
    timedOut.with("headers");
    timedOut.with("silent");
    timedOut.with("idle");
  }

  /**
   * Makes metrics for a server of a host's own.
   *
   * @param prefix what their names start with, such as {@code gateway_}
   * @throws IllegalArgumentException if a name is not allowed, or such a metric exists
   */
  public static ConnectionMetrics register(MetricsCollector metrics, String prefix) {
    Objects.requireNonNull(metrics, "metrics");
    String name = Objects.requireNonNull(prefix, "prefix") + "connections";
    return new ConnectionMetrics(
        metrics.gauge(name, "Open connections of clients.").register(),
        metrics
            .counter(
                name + "_evicted_total",
                "Connections without a request under way that were closed to make room for others.")
            .register(),
        metrics
            .counter(
                name + "_refused_total",
                "Connections closed as they came, because there was no room for them.")
            .register(),
        metrics
            .counter(
                name + "_timed_out_total",
                "Connections closed because their client was silent for too long, by what was"
                    + " awaited of it.")
            .family("reason"),
        metrics
            .counter(
                prefix + "requests_unreadable_total",
                "Requests refused because they are no HTTP, name no host or have headers that are"
                    + " too large.")
            .register());
  }
}
