package io.hairspring.exposition.scrape;

import io.hairspring.exposition.format.MetricsFormat;
import io.hairspring.exposition.format.Utf8Buffer;
import io.hairspring.exposition.gzip.ChunkDeflater;
import io.hairspring.exposition.gzip.GzipBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.Deflater;

/**
 * A format, the buffer it renders into, and another for the same in gzip. Goes back to its pool
 * when nobody holds it any more; who takes it holds it. One thread fills it before others read it.
 */
final class Renderer {
  private final RendererPool pool;
  private final MetricsFormat format;
  private final Utf8Buffer buffer = new Utf8Buffer();
  private final GzipBuffer zipped = new GzipBuffer();
  private final AtomicInteger holders = new AtomicInteger();

  Renderer(RendererPool pool, MetricsFormat format) {
    this.pool = pool;
    this.format = format;
  }

  MetricsFormat format() {
    return format;
  }

  Utf8Buffer buffer() {
    return buffer;
  }

  GzipBuffer zipped() {
    return zipped;
  }

  /** Encodes what was rendered, as a whole. */
  void zip(Deflater deflater) {
    zipped.encode(buffer.asByteBuffer(), deflater);
  }

  /**
   * Encodes what was rendered, chunk by chunk.
   *
   * @param before read for what did not change; null if there is none
   */
  void zip(Renderer before, ChunkDeflater deflater) {
    if (before == null) {
      zipped.encode(buffer.asByteBuffer(), deflater);
    } else {
      zipped.encode(buffer.asByteBuffer(), before.zipped, before.buffer.asByteBuffer(), deflater);
    }
  }

  /** Returns how much memory it keeps. */
  long bytes() {
    return (long) buffer.capacity() + zipped.capacity();
  }

  /** Keeps it from its pool once more. By who holds it. */
  void hold() {
    holders.incrementAndGet();
  }

  /** Gives it back to its pool if nobody else holds it. */
  void release() {
    if (holders.decrementAndGet() == 0) {
      pool.giveBack(this);
    }
  }
}
