package io.hairspring.undertow;

import io.hairspring.collector.Counter;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.ScrapeMetrics;
import io.hairspring.collector.Ticker;
import io.hairspring.exposition.negotiation.MediaType;
import io.hairspring.undertow.connection.ConnectionMetrics;
import java.util.EnumMap;
import java.util.Map;

/** What a server counts of itself, in the collector's own metrics. Any thread. */
final class ServerMetrics {
  private final ScrapeMetrics scrapes;
  private final Ticker ticker;
  private final Map<ScrapeOutcome, Counter> ended = new EnumMap<>(ScrapeOutcome.class);
  private final Counter unauthorized;
  private final Counter busy;
  private final Counter bad;
  private final Counter late;

  ServerMetrics(MetricsCollector metrics) {
    scrapes = metrics.scrapeMetrics();
    ticker = metrics.config().ticker();
    // Now, not when they are first needed: what is absent cannot be alerted on.
    for (ScrapeOutcome outcome : ScrapeOutcome.values()) {
      ended.put(outcome, scrapes.ended().with(outcome.label()));
    }
    unauthorized = scrapes.refused().with("unauthorized");
    busy = scrapes.refused().with("busy");
    bad = scrapes.refused().with("bad_request");
    late = scrapes.refused().with("late");
  }

  /** Returns the count of scrapes that ended so. */
  Counter ended(ScrapeOutcome outcome) {
    return ended.get(outcome);
  }

  /** Returns the count of scrapes that shared a rendering. */
  Counter shared() {
    return scrapes.shared();
  }

  /** Returns what is counted of connections. */
  ConnectionMetrics connections() {
    return new ConnectionMetrics(
        scrapes.connections(),
        scrapes.connectionsDisplaced(),
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

  /** Returns what is measured of one format on one route. */
  FormatMetrics of(String route, MediaType type) {
    return new FormatMetrics(scrapes, ticker, route, type.type() + "/" + type.subtype());
  }
}
