package io.hairspring.exposition.scrape;

import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.ScrapeMetrics;
import io.hairspring.collector.Ticker;
import io.hairspring.exposition.format.MetricsFormat;
import io.hairspring.exposition.negotiation.MediaType;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/**
 * What renders one format on one route, kept between answers: at most {@value #MOST_KEPT}, whose
 * buffers together have no more than {@link KeptRenderings#MOST_BYTES}. Also what is measured of
 * these answers, whose series exist once it is used. Thread-safe.
 */
final class RendererPool {
  private static final int MOST_KEPT = 4;

  private final Supplier<? extends MetricsFormat> formats;
  private final MetricsFormat declared; // asked what the format says of itself, never rendered by
  private final MediaType type;
  private final ScrapeMetrics measured;
  private final Ticker ticker;
  private final String route;
  private final String label;
  private final Deque<Renderer> kept = new ArrayDeque<>(); // under the monitor

  RendererPool(String route, Supplier<? extends MetricsFormat> formats, MetricsCollector metrics) {
    this.formats = formats;
    declared = formats.get();
    type = MediaType.of(declared.contentType());
    measured = metrics.scrapeMetrics();
    ticker = metrics.config().ticker();
    this.route = route;
    label = type.type() + "/" + type.subtype();
  }

  /** Returns the format, to ask what it says of itself. */
  MetricsFormat declared() {
    return declared;
  }

  MediaType type() {
    return type;
  }

  /** Returns one with an empty buffer, for the caller alone until it is given back. */
  Renderer take() {
    Renderer renderer;
    synchronized (this) {
      renderer = kept.pollLast(); // the last one used is the one still in the caches
    }
    if (renderer == null) {
      renderer = new Renderer(this, formats.get());
    }
    renderer.hold();
    renderer.buffer().clear();
    return renderer;
  }

  /** Takes one back when nobody holds it any more. */
  synchronized void giveBack(Renderer renderer) {
    long bytes = kept.stream().mapToLong(Renderer::bytes).sum() + renderer.bytes();
    if (kept.size() < MOST_KEPT && bytes <= KeptRenderings.MOST_BYTES) {
      kept.addLast(renderer);
    }
  }

  /** Returns the time to measure from. */
  long nanoTime() {
    return ticker.nanoTime();
  }

  /** Records a rendering. */
  void rendered(long startNanos) {
    measured.renderings().with(route, label).record(ticker.nanoTime() - startNanos);
  }

  /** Records an answer that was sent as a whole. */
  void answered(long startNanos) {
    measured.durations().with(route, label).record(ticker.nanoTime() - startNanos);
  }

  /** Counts what was sent, of an answer cut short too. */
  void sent(long bytes) {
    measured.bytes().with(route, label).add(bytes);
  }
}
