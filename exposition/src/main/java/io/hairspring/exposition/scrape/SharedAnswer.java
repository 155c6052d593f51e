package io.hairspring.exposition.scrape;

import io.hairspring.exposition.negotiation.AcceptEncoding;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.Deflater;

/**
 * A rendering that any number of clients read, plain or in gzip, and that is let go of when the
 * last of them is done. Small ones are zipped only for clients that refuse them otherwise, since
 * they would hardly shrink.
 */
final class SharedAnswer {
  private static final int LEAST_BYTES_ZIPPED = 1024;
  private static final int LEAST_BYTES_IN_CHUNKS = 256 * 1024;

  private final Renderer renderer;
  private final AtomicInteger readers;
  private final Runnable released;
  private boolean zipped;

  /**
   * Creates an answer for so many readers, each of whom releases it.
   *
   * @param released run when the last of them has
   */
  SharedAnswer(Renderer renderer, int readers, Runnable released) {
    this.renderer = renderer;
    this.released = released;
    this.readers = new AtomicInteger(readers);
  }

  /** Returns whether a client with this wish is sent gzip. */
  boolean isZippedFor(AcceptEncoding encoding) {
    return switch (encoding) {
      case IDENTITY -> false;
      case GZIP -> renderer.buffer().length() >= LEAST_BYTES_ZIPPED;
      case GZIP_ONLY -> true;
    };
  }

  /** Returns whether it is long enough for chunks to be worth it. */
  boolean isLong() {
    return renderer.buffer().length() >= LEAST_BYTES_IN_CHUNKS;
  }

  /** Encodes it as a whole, once. Before anybody reads. */
  void zip(Deflaters deflaters) {
    Deflater deflater = deflaters.take();
    try {
      renderer.zip(deflater);
    } finally {
      deflaters.giveBack(deflater);
    }
    zipped = true;
  }

  /** Encodes it chunk by chunk, once. Before anybody reads. */
  void zip(KeptRenderings kept, ScrapeCoalescer.Key key) {
    kept.zip(key, renderer);
    zipped = true;
  }

  /** Returns it for one client, in gzip if it is encoded and the client wants that. */
  ScrapeAnswer answer(
      ScrapeRequest request,
      AcceptEncoding encoding,
      String contentType,
      ScrapeAnswer.Ended ended) {
    boolean gzip = zipped && isZippedFor(encoding);
    ByteBuffer body = gzip ? renderer.zipped().asByteBuffer() : renderer.buffer().asByteBuffer();
    ScrapeAnswer answer = ScrapeAnswer.of(request, ScrapeAnswer.OK, contentType, body, ended);
    return gzip ? answer.with("Content-Encoding", "gzip") : answer;
  }

  /** Lets go of it, for one reader. */
  void release() {
    if (readers.decrementAndGet() == 0) {
      renderer.release();
      released.run();
    }
  }
}
