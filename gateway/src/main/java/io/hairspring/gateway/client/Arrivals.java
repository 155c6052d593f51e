package io.hairspring.gateway.client;

import io.undertow.connector.ByteBufferPool;
import io.undertow.connector.PooledByteBuffer;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.xnio.channels.StreamSourceChannel;

/** What comes on a connection: bytes that were read and not passed on, and the channel behind. */
final class Arrivals implements Closeable {
  private final StreamSourceChannel source;
  private final ByteBufferPool buffers;
  private PooledByteBuffer held; // has bytes that are to be passed on; null for none

  Arrivals(StreamSourceChannel source, ByteBufferPool buffers) {
    this.source = source;
    this.buffers = buffers;
  }

  /** Returns whether everything that was read was passed on. */
  boolean isEmpty() {
    return held == null;
  }

  /**
   * Returns what is next, after reading some if need be; null if nothing has come. Whoever takes
   * bytes from it says so.
   *
   * @throws EOFException at the end of the connection
   */
  ByteBuffer next() throws IOException {
    if (held == null) {
      PooledByteBuffer fresh = buffers.allocate();
      int count = -1;
      try {
        count = source.read(fresh.getBuffer());
      } finally {
        if (count <= 0) {
          fresh.close();
        }
      }
      if (count < 0) {
        throw new EOFException();
      }
      if (count == 0) {
        return null;
      }
      fresh.getBuffer().flip();
      held = fresh;
    }
    return held.getBuffer();
  }

  /** Says that bytes were taken from what is next. */
  void taken() {
    if (held != null && !held.getBuffer().hasRemaining()) {
      close();
    }
  }

  /** Moves what there is; returns how many bytes, 0 for none as yet, -1 at the end. */
  int read(ByteBuffer to) throws IOException {
    if (held == null) {
      return source.read(to); // without a copy
    }
    ByteBuffer from = held.getBuffer();
    int count = Math.min(from.remaining(), to.remaining());
    to.put(to.position(), from, from.position(), count);
    to.position(to.position() + count);
    from.position(from.position() + count);
    taken();
    return count;
  }

  @Override
  public void close() {
    if (held != null) {
      held.close();
      held = null;
    }
  }
}
