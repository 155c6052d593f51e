package io.hairspring.gateway.proxy;

import io.undertow.connector.ByteBufferPool;
import io.undertow.connector.PooledByteBuffer;
import java.io.IOException;
import java.nio.ByteBuffer;
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
    /** Bytes came from the source; the buffer is a view that may be moved. */
    void moved(ByteBuffer bytes);

    /** The source has ended as it should; the last bytes may still be on their way out. */
    void sourceEnded();

    /** Everything was written and the sink is shut down. */
    void done();

    void sourceFailed(IOException cause);

    void sinkFailed(IOException cause);
  }

  private final StreamSourceChannel source;
  private final StreamSinkChannel sink;
  private final ByteBufferPool buffers;
  private final Listener listener;
  private PooledByteBuffer held; // bytes that the sink did not take yet, else null
  private boolean sourceEnded;
  private boolean unflushed = true; // the head of the message may wait in the sink
  private boolean over;

  Pump(
      StreamSourceChannel source,
      StreamSinkChannel sink,
      ByteBufferPool buffers,
      Listener listener) {
    this.source = source;
    this.sink = sink;
    this.buffers = buffers;
    this.listener = listener;
  }

  /** Begins. On the I/O thread of both channels, like everything here. */
  void start() {
    source.getReadSetter().set(channel -> run());
    sink.getWriteSetter().set(channel -> run());
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
      if (held != null && !writeHeld()) {
        return;
      }
      if (sourceEnded) {
        finish();
        return;
      }
      if (!read()) {
        return;
      }
    }
  }

  /** Reads once; false if there is nothing to go on with now. */
  private boolean read() {
    PooledByteBuffer pooled = buffers.allocate();
    ByteBuffer buffer = pooled.getBuffer();
    int count;
    try {
      count = source.read(buffer);
    } catch (IOException e) {
      pooled.close();
      over = true;
      listener.sourceFailed(e);
      return false;
    }
    if (count > 0) {
      buffer.flip();
      held = pooled;
      listener.moved(buffer.duplicate());
      return true;
    }
    pooled.close();
    if (count == 0) {
      awaitSource();
      return false;
    }
    sourceEnded = true;
    source.getReadSetter().set(null);
    source.suspendReads();
    listener.sourceEnded();
    return !over;
  }

  /** Writes what is held; false if the sink is full or broken. */
  private boolean writeHeld() {
    ByteBuffer buffer = held.getBuffer();
    try {
      while (buffer.hasRemaining()) {
        if (sink.write(buffer) == 0) {
          source.suspendReads();
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
      sink.shutdownWrites();
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
    if (held != null) {
      held.close();
      held = null;
    }
  }
}
