package io.hairspring.undertow;

import io.hairspring.exposition.format.MetricsFormat;
import io.hairspring.exposition.format.Utf8Buffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/**
 * Formats with their buffers, kept between answers: at most {@value #MOST_KEPT} of them, none with
 * a buffer above {@value #MOST_BYTES_KEPT} bytes. Thread-safe.
 */
final class Renderings {
  private static final int MOST_KEPT = 4;
  private static final int MOST_BYTES_KEPT = 16 * 1024 * 1024;

  private final Supplier<? extends MetricsFormat> formats;
  private final FormatMetrics measured;
  private final Deque<Rendering> kept = new ArrayDeque<>(); // under the monitor

  Renderings(Supplier<? extends MetricsFormat> formats, FormatMetrics measured) {
    this.formats = formats;
    this.measured = measured;
  }

  /** Returns what is measured of them. */
  FormatMetrics measured() {
    return measured;
  }

  /** Returns one with an empty buffer, for the caller alone until it is given back. */
  Rendering take() {
    Rendering rendering;
    synchronized (this) {
      rendering = kept.pollLast(); // the last one used is the one still in the caches
    }
    if (rendering == null) {
      rendering = new Rendering(formats.get(), new Utf8Buffer(), new GzipBuffer());
    }
    rendering.buffer().clear();
    return rendering;
  }

  /** Takes one back when nobody reads its buffer any more. */
  synchronized void giveBack(Rendering rendering) {
    int bytes = Math.max(rendering.buffer().capacity(), rendering.zipped().capacity());
    if (kept.size() < MOST_KEPT && bytes <= MOST_BYTES_KEPT) {
      kept.addLast(rendering);
    }
  }

  /** A format, the buffer it renders into, and another for the same in gzip. */
  record Rendering(MetricsFormat format, Utf8Buffer buffer, GzipBuffer zipped) {}
}
