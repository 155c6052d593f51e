package io.hairspring.exposition.scrape;

import io.hairspring.collector.Counter;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.ScrapeMetrics;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What is counted of scrapes, in the collector's own metrics. Any thread. */
final class ScrapeCounts {
  private final Map<Outcome, Counter> ended = new EnumMap<>(Outcome.class);
  private final Counter shared;
  private final Counter bad;
  private final Counter busy;

  ScrapeCounts(MetricsCollector metrics) {
    ScrapeMetrics scrapes = metrics.scrapeMetrics();
    // Now, not when they are first needed: what is absent cannot be alerted on.
    for (Outcome outcome : Outcome.values()) {
      ended.put(outcome, scrapes.ended().with(outcome.label()));
    }
    shared = scrapes.shared();
    bad = scrapes.refused().with("bad_request");
    busy = scrapes.refused().with("busy");
  }

  /** Returns the count of scrapes that ended so. */
  Counter ended(Outcome outcome) {
    return ended.get(outcome);
  }

  /** Returns the count of scrapes that shared a rendering. */
  Counter shared() {
    return shared;
  }

  /** Returns the count of requests that made no sense. */
  Counter bad() {
    return bad;
  }

  /** Returns the count of requests other than scrapes of which there were too many. */
  Counter busy() {
    return busy;
  }

  /** Returns all counts of scrapes by what they are called. */
  Map<String, Long> totals() {
    Map<String, Long> totals = new LinkedHashMap<>();
    totals.put("shared", shared.total());
    ended.forEach((outcome, count) -> totals.put(outcome.label(), count.total()));
    return totals;
  }

  /** How a scrape ended; each ends in exactly one of these ways. */
  enum Outcome {
    /** The whole answer was sent. */
    SUCCESS,
    /** Answered 503, because too many were under way. */
    REFUSED,
    /** Answered 503, because no answer could begin in time. */
    TIMED_OUT,
    /** Answered 500, because it could not be rendered. */
    FAILED,
    /** Disconnected, because the client took too long to read its answer. */
    SLOW_CLIENT,
    /** The client left before it had the whole answer. */
    CLIENT_DISCONNECTED;

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
