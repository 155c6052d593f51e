package io.hairspring.undertow;

import io.hairspring.exposition.negotiation.AcceptEncoding;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.Deflater;

/**
 * A rendering that any number of clients read, plain or in gzip. Its buffers go back when the last
 * of them is done. Small ones are zipped only for clients that refuse them otherwise, since they
 * would hardly shrink.
 */
final class SharedAnswer {
  private static final int LEAST_BYTES_ZIPPED = 1024;

  private final Renderings.Rendering rendering;
  private final AtomicInteger readers;
  private final Runnable released;
  private boolean zipped;

  /**
   * Creates an answer for so many readers, each of whom releases it.
   *
   * @param released run when the last of them has
   */
  SharedAnswer(Renderings.Rendering rendering, int readers, Runnable released) {
    this.rendering = rendering;
    this.released = released;
    this.readers = new AtomicInteger(readers);
  }

  /** Returns whether a client with this wish is sent gzip. */
  boolean isZippedFor(AcceptEncoding encoding) {
    return switch (encoding) {
      case IDENTITY -> false;
      case GZIP -> rendering.buffer().length() >= LEAST_BYTES_ZIPPED;
      case GZIP_ONLY -> true;
    };
  }

  /** Encodes it, once. Before anybody reads. */
  void zip(Deflaters deflaters) {
    Deflater deflater = deflaters.take();
    try {
      rendering.zipped().encode(rendering.buffer().asByteBuffer(), deflater);
    } finally {
      deflaters.giveBack(deflater);
    }
    zipped = true;
  }

  /** Sends it, in gzip if it is encoded and the client wants that; the type may have a suffix. */
  void sendTo(HttpServerExchange exchange, AcceptEncoding encoding, String typeSuffix) {
    ByteBuffer body = rendering.buffer().asByteBuffer();
    if (zipped && isZippedFor(encoding)) {
      exchange.getResponseHeaders().put(Headers.CONTENT_ENCODING, "gzip");
      body = rendering.zipped().asByteBuffer();
    }
    Answers.send(exchange, rendering.format().contentType() + typeSuffix, body);
  }

  /** Lets go of it, for one reader. */
  void release() {
    if (readers.decrementAndGet() == 0) {
      released.run();
    }
  }
}
