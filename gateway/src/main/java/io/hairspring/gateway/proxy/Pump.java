package io.hairspring.gateway.proxy;

import io.undertow.connector.ByteBufferPool;
import io.undertow.connector.PooledByteBuffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
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
  /** What bytes are read from. */
  interface Reader {
    /** Reads; what it puts into the buffer where the body ends, and it returns -1, is sent too. */
    int read(ByteBuffer to) throws IOException;
  }

  /**
   * Whom to tell. Of the last three exactly one, once, unless the pump is stopped.
   *
   * @param source the source has ended as it should; the last bytes may still be on their way out
   * @param done everything was written and flushed
   */
  record Ends(
      Runnable source, Runnable done, Consumer<IOException> sourceFailed, Runnable sinkFailed) {}

  private static final int LEAST_ROOM = 64; // below it, nothing more is read into a buffer

  private final Reader reader;
  private final StreamSourceChannel source;
  private final Supplier<StreamSinkChannel> sinks;
  private final boolean shutsSink;
  private final ByteBufferPool buffers;
  private final Ends ends;
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
   * @param source tells when to read; null for a body of no bytes
   * @param sinks asked once there is something to write: whoever fails before may use it otherwise
   * @param shutsSink whether the sink is to be shut down where the body ends
   */
  Pump(
      Reader reader,
      StreamSourceChannel source,
      Supplier<StreamSinkChannel> sinks,
      boolean shutsSink,
      ByteBufferPool buffers,
      Ends ends) {
    this.reader = reader;
    this.source = source;
    this.sinks = sinks;
    this.shutsSink = shutsSink;
    this.buffers = buffers;
    this.ends = ends;
    sourceEnded = source == null;
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

  /** Stops where it is, without a word. */
  void stop() {
    over = true;
    release();
  }

  /** Returns whether the sink is what the pump waits for. */
  boolean waitsForSink() {
    return held != null || sourceEnded;
  }

  private void run() {
    boolean goOn = !over;
    while (goOn) {
      goOn = (filled || fill()) && drain();
    }
  }

  /** Reads what there is, up to a buffer; false if the source has failed. */
  private boolean fill() {
    if (held == null && !sourceEnded) {
      held = buffers.allocate();
    }
    if (held == null) {
      return true;
    }
    ByteBuffer buffer = held.getBuffer();
    try {
      dry = false;
      while (!dry && !sourceEnded && buffer.remaining() >= LEAST_ROOM) {
        int count = reader.read(buffer);
        if (over) { // reading can end more than the source
          return false;
        }
        dry = count == 0;
        sourceEnded = count < 0;
      }
    } catch (IOException broken) {
      stop();
      ends.sourceFailed.accept(broken);
      return false;
    }
    buffer.flip();
    filled = buffer.hasRemaining();
    if (!filled) {
      release();
    }
    if (sourceEnded && source != null) {
      source.getReadSetter().set(null);
      source.suspendReads();
      ends.source.run();
    }
    return true;
  }

  /** Writes what was read; returns whether to read on at once. */
  private boolean drain() {
    try {
      if (sink == null) {
        sink = sinks.get();
        sink.getWriteSetter().set(channel -> run());
      }
      if (filled && !write()) {
        return false;
      }
      if (!dry && !sourceEnded) {
        return true;
      }
      flush();
    } catch (IOException broken) {
      stop();
      ends.sinkFailed.run();
    }
    return false;
  }

  /** Writes what is held; false if the sink is full. */
  private boolean write() throws IOException {
    ByteBuffer buffer = held.getBuffer();
    while (buffer.hasRemaining()) {
      int count = sourceEnded && shutsSink ? sink.writeFinal(buffer) : sink.write(buffer);
      if (count == 0) {
        if (source != null) {
          source.suspendReads();
        }
        sink.resumeWrites();
        return false;
      }
    }
    unflushed = true;
    release();
    return true;
  }

  /** Flushes what was written, and then waits for more or ends. */
  private void flush() throws IOException {
    if (sourceEnded && shutsSink) {
      sink.shutdownWrites();
    }
    unflushed = (unflushed || sourceEnded) && !sink.flush();
    if (unflushed) {
      sink.resumeWrites();
    } else {
      sink.suspendWrites();
    }
    if (!sourceEnded) {
      source.resumeReads();
    } else if (!unflushed) {
      over = true;
      sink.getWriteSetter().set(null);
      ends.done.run();
    }
  }

  private void release() {
    filled = false;
    if (held != null) {
      held.close();
      held = null;
    }
  }
}
