package io.hairspring.undertow;

import java.util.Locale;

/** How a scrape ended; each ends in exactly one of these ways. */
enum ScrapeOutcome {
  /** The whole answer was sent. */
  ANSWERED,
  /** Answered 503, because too many were under way. */
  REFUSED,
  /** Answered 503, because no answer could begin in time. */
  TIMED_OUT,
  /** Answered 500, because it could not be rendered. */
  FAILED,
  /** Disconnected, because the client took too long to read its answer. */
  CUT_OFF,
  /** The client left before it had the whole answer. */
  LEFT;

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
