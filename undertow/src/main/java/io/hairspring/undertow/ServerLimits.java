package io.hairspring.undertow;

import io.hairspring.exposition.scrape.ScrapeLimits;
import java.time.Duration;

/**
 * How long a client may take, and how many there may be.
 *
 * @param parseMillis for all of a request's headers to arrive
 * @param connections open at a time
 * @param scrapes of those that scrape
 */
record ServerLimits(int parseMillis, int connections, ScrapeLimits scrapes) {
  static final ServerLimits DEFAULTS = new ServerLimits(10_000, 2_048, ScrapeLimits.DEFAULTS);

  /** Returns for how long an answer may be read in any case. */
  int sendMillis() {
    return (int) scrapes.maxRead().toMillis();
  }

  /** Returns a copy with other times. */
  ServerLimits withMillis(int parse, int wait, int slow, int send) {
    return new ServerLimits(
        parse,
        connections,
        scrapes.withTimes(
            Duration.ofMillis(wait), Duration.ofMillis(slow), Duration.ofMillis(send)));
  }

  /** Returns a copy with other numbers of scrapes at a time. */
  ServerLimits withMost(int answers, int waiting) {
    return new ServerLimits(parseMillis, connections, scrapes.withMost(answers, waiting));
  }

  /** Returns a copy with another number of connections. */
  ServerLimits withConnections(int most) {
    return new ServerLimits(parseMillis, most, scrapes);
  }
}
