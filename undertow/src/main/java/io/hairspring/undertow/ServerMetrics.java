package io.hairspring.undertow;

import io.hairspring.collector.Counter;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.ScrapeMetrics;
import io.hairspring.undertow.connection.ConnectionMetrics;

/** What a server counts of itself, but for scrapes, in the collector's own metrics. Any thread. */
final class ServerMetrics {
  private final ScrapeMetrics scrapes;
  private final Counter unauthorized;
  private final Counter busy;
  private final Counter bad;
  private final Counter late;

  ServerMetrics(MetricsCollector metrics) {
    scrapes = metrics.scrapeMetrics();
    // Now, not when they are first needed: what is absent cannot be alerted on.
    unauthorized = scrapes.refused().with("unauthorized");
    busy = scrapes.refused().with("busy");
    bad = scrapes.refused().with("bad_request");
    late = scrapes.refused().with("late");
  }

  /** Returns what is counted of connections. */
  ConnectionMetrics connections() {
    return new ConnectionMetrics(
        scrapes.connections(),
        scrapes.connectionsEvicted(),
        scrapes.connectionsRefused(),
        scrapes.connectionsTimedOut(),
        bad);
  }

  /** Returns the count of requests that did not show what they must. */
  Counter unauthorized() {
    return unauthorized;
  }

  /** Returns the count of requests other than scrapes that found no place. */
  Counter busy() {
    return busy;
  }

  /** Returns the count of requests that made no sense. */
  Counter bad() {
    return bad;
  }

  /** Returns the count of requests whose body did not arrive in time. */
  Counter late() {
    return late;
  }

  /** Returns the count of questions handed on to a time-series database that ended so. */
  Counter proxied(String route, String outcome) {
    return scrapes.proxied().with(route, outcome);
  }
}
