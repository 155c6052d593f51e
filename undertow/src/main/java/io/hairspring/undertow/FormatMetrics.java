package io.hairspring.undertow;

import io.hairspring.collector.ScrapeMetrics;
import io.hairspring.collector.Ticker;

/** What is measured of the answers in one format on one route; its series exist once it is used. */
final class FormatMetrics {
  private final ScrapeMetrics scrapes;
  private final Ticker ticker;
  private final String route;
  private final String format;

  FormatMetrics(ScrapeMetrics scrapes, Ticker ticker, String route, String format) {
    this.scrapes = scrapes;
    this.ticker = ticker;
    this.route = route;
    this.format = format;
  }

  /** Returns the time to measure from. */
  long nanoTime() {
    return ticker.nanoTime();
  }

  /** Records a rendering. */
  void rendered(long startNanos) {
    scrapes.renderings().with(route, format).record(ticker.nanoTime() - startNanos);
  }

  /** Records an answer that was sent as a whole. */
  void answered(long startNanos) {
    scrapes.durations().with(route, format).record(ticker.nanoTime() - startNanos);
  }

  /** Counts what was sent, of an answer cut short too. */
  void sent(long bytes) {
    scrapes.bytes().with(route, format).add(bytes);
  }
}
