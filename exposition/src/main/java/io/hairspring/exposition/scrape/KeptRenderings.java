package io.hairspring.exposition.scrape;

import io.hairspring.exposition.gzip.ChunkDeflater;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The last large rendering of each kind in gzip, for the next of its kind: what did not change is
 * not deflated again. Of kinds, the {@value #MOST_KEPT} used last, together of at most {@link
 * #MOST_BYTES}. One is deflated at a time, so that scrapes keep no more than one core from others.
 * Thread-safe.
 */
final class KeptRenderings implements AutoCloseable {
  /** 64 MiB, but no more than an eighth of the heap. */
  static final long MOST_BYTES = Math.min(64L << 20, Runtime.getRuntime().maxMemory() / 8);

  private static final int MOST_KEPT = 4;

  private final Map<ScrapeCoalescer.Key, Renderer> kept = // under the monitor; the oldest first
      new LinkedHashMap<>();
  private final Object deflating = new Object();
  private ChunkDeflater deflater; // under the monitor of deflating; made when it is needed
  private boolean closed; // under the monitor

  /** Encodes a rendering of this kind, of which no other is encoded meanwhile, and keeps it. */
  void zip(ScrapeCoalescer.Key key, Renderer renderer) {
    Renderer before = take(key);
    try {
      synchronized (deflating) {
        if (deflater == null) {
          deflater = new ChunkDeflater();
        }
        renderer.zip(before, deflater);
      }
    } finally {
      if (before != null) {
        before.release();
      }
    }
    keep(key, renderer);
  }

  private synchronized Renderer take(ScrapeCoalescer.Key key) {
    return kept.remove(key);
  }

  private synchronized void keep(ScrapeCoalescer.Key key, Renderer renderer) {
    if (closed) {
      return;
    }
    renderer.hold();
    kept.put(key, renderer);
    long bytes = kept.values().stream().mapToLong(Renderer::bytes).sum();
    for (Iterator<Renderer> oldest = kept.values().iterator();
        bytes > MOST_BYTES || kept.size() > MOST_KEPT; ) {
      Renderer dropped = oldest.next();
      oldest.remove();
      bytes -= dropped.bytes();
      dropped.release();
    }
  }

  /** Lets go of all, and keeps nothing from now on. */
  @Override
  public synchronized void close() {
    closed = true;
    kept.values().forEach(Renderer::release);
    kept.clear();
  }
}
