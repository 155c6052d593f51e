package io.hairspring.gateway.proxy;

import io.undertow.connector.ByteBufferPool;
import io.undertow.connector.PooledByteBuffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.xnio.channels.StreamSinkChannel;
import org.xnio.channels.StreamSourceChannel;

/**
 * Moves bytes from a source to a sink of the same I/O thread, one buffer at a time: while the sink
 * is full nothing more is read, so that a slow receiver slows the sender down. The buffer goes back
 * to its pool whenever it is empty. What was read is flushed before the pump waits for more, so
 * that events of a stream arrive when they are sent.
 */
final class Pump {
  /** What a pump tells. Exactly one of the last three comes, once. */
  interface Listener {
    /** Bytes came from the source: those of the buffer from here on, not to be changed. */
    void moved(ByteBuffer buffer, int from);

    /** The source has ended as it should; the last bytes may still be on their way out. */
    void sourceEnded();

    /** Everything was written and flushed. */
    void done();

    void sourceFailed(IOException cause);

    void sinkFailed(IOException cause);
  }

  /** What bytes are read from. */
  interface Reader {
    int read(ByteBuffer to) throws IOException;
  }

  /** How the sink is told where the body ends. */
  enum End {
    /** It knows. */
    NONE,
    /** By chunks and a last one, which the pump writes. */
    CHUNKS,
    /** By shutting it down. */
    SHUTDOWN
  }

  private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final int SIZE_BYTES = 6; // four digits, which a buffer needs at most, and CRLF
  private static final int LEAST_ROOM = 64; // below it, nothing more is read into a buffer

  private final Reader reader;
  private final StreamSourceChannel source;
  private final Supplier<StreamSinkChannel> sinks;
  private final End end;
  private final ByteBufferPool buffers;
  private final Listener listener;
  private StreamSinkChannel sink; // null until there is something to write or flush
  private PooledByteBuffer held; // to be filled if it is the first, else to be written; or null
  private boolean filled; // whether it is to be written
  private boolean dry; // the source has nothing now
  private boolean sourceEnded;
  private boolean unflushed = true; // the head of the message may wait in the sink
  private boolean over;

  /**
   * Creates one.
   *
   * @param reader null for a body of no bytes
   * @param source tells when to read; null with the reader
   * @param sinks asked once there is something to write: whoever fails before may use it otherwise
   */
  Pump(
      Reader reader,
      StreamSourceChannel source,
      Supplier<StreamSinkChannel> sinks,
      End end,
      ByteBufferPool buffers,
      Listener listener) {
    this.reader = reader;
    this.source = source;
    this.sinks = sinks;
    this.end = end;
    this.buffers = buffers;
    this.listener = listener;
  }

  /**
   * Begins. On the I/O thread of both channels, like everything here.
   *
   * @param first holds what is to be written before the body, up to its position; null for nothing
   */
  void start(PooledByteBuffer first) {
    held = first;
    if (source != null) {
      source.getReadSetter().set(channel -> run());
    }
    run();
  }

  /** Stops where it is, without a word to the listener. */
  void stop() {
    over = true;
    release();
  }

  /** Returns whether the sink is what the pump waits for. */
  boolean waitsForSink() {
    return held != null || sourceEnded;
  }

  private void run() {
    while (!over) {
      if (!filled && !sourceEnded && !fill()) {
        return;
      }
      if (sink == null) {
        sink = sinks.get();
        sink.getWriteSetter().set(channel -> run());
      }
      if (filled && !write()) {
        return;
      }
      if (sourceEnded) {
        finish();
        return;
      }
      if (dry) {
        awaitSource();
        return;
      }
    }
  }

  /** Reads what there is, up to a buffer; false if this was the end of the pump. */
  private boolean fill() {
    PooledByteBuffer pooled = held != null ? held : buffers.allocate();
    held = pooled;
    ByteBuffer buffer = pooled.getBuffer();
    dry = false;
    sourceEnded = reader == null;
    try {
      while (!dry && !sourceEnded && buffer.remaining() >= LEAST_ROOM) {
        readOnce(buffer);
        if (over) {
          return false;
        }
      }
    } catch (IOException e) {
      over = true;
      release();
      listener.sourceFailed(e);
      return false;
    }
    buffer.flip();
    filled = buffer.hasRemaining();
    if (!filled) {
      release();
    }
    return true;
  }

  private void readOnce(ByteBuffer buffer) throws IOException {
    int start = buffer.position();
    int from = end == End.CHUNKS ? start + SIZE_BYTES : start;
    buffer.position(from);
    if (end == End.CHUNKS) {
      buffer.limit(buffer.capacity() - 2 - LAST_CHUNK.length);
    }
    int count = reader.read(buffer);
    buffer.limit(buffer.capacity());
    if (count > 0) {
      listener.moved(buffer, from);
      if (end == End.CHUNKS) {
        putSize(buffer, start, count);
        buffer.put((byte) '\r').put((byte) '\n');
      }
      return;
    }
    buffer.position(start);
    dry = count == 0;
    if (count < 0) {
      sourceEnded = true;
      if (end == End.CHUNKS) {
        buffer.put(LAST_CHUNK);
      }
      source.getReadSetter().set(null);
      source.suspendReads();
      listener.sourceEnded();
    }
  }

  private static void putSize(ByteBuffer buffer, int at, int size) {
    for (int i = 0; i < SIZE_BYTES - 2; i++) {
      int digit = (size >> (4 * (SIZE_BYTES - 3 - i))) & 0xf;
      buffer.put(at + i, (byte) Character.forDigit(digit, 16));
    }
    buffer.put(at + SIZE_BYTES - 2, (byte) '\r').put(at + SIZE_BYTES - 1, (byte) '\n');
  }

  /** Writes what is held; false if the sink is full or broken. */
  private boolean write() {
    ByteBuffer buffer = held.getBuffer();
    try {
      while (buffer.hasRemaining()) {
        boolean last = sourceEnded && end == End.SHUTDOWN;
        if ((last ? sink.writeFinal(buffer) : sink.write(buffer)) == 0) {
          if (source != null) {
            source.suspendReads();
          }
          sink.resumeWrites();
          return false;
        }
      }
    } catch (IOException e) {
      failSink(e);
      return false;
    }
    unflushed = true;
    release();
    return true;
  }

  private void awaitSource() {
    try {
      if (unflushed && !sink.flush()) {
        sink.resumeWrites();
      } else {
        unflushed = false;
        sink.suspendWrites();
      }
    } catch (IOException e) {
      failSink(e);
      return;
    }
    source.resumeReads();
  }

  private void finish() {
    try {
      if (end == End.SHUTDOWN) {
        sink.shutdownWrites();
      }
      if (!sink.flush()) {
        sink.resumeWrites();
        return;
      }
    } catch (IOException e) {
      failSink(e);
      return;
    }
    over = true;
    sink.getWriteSetter().set(null);
    sink.suspendWrites();
    listener.done();
  }

  private void failSink(IOException cause) {
    over = true;
    release();
    listener.sinkFailed(cause);
  }

  private void release() {
    filled = false;
    if (held != null) {
      held.close();
      held = null;
    }
  }
}
