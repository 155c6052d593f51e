package io.hairspring.gateway.proxy;

import io.undertow.connector.ByteBufferPool;
import io.undertow.connector.PooledByteBuffer;
import io.undertow.server.DefaultByteBufferPool;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import org.xnio.ChannelListener;
import org.xnio.channels.StreamSinkChannel;
import org.xnio.channels.StreamSourceChannel;

/**
 * A source, a sink and a pool of buffers that do what a test says and tell what is done to them.
 */
final class HandChannels {
  /** What the source reads where it has ended. */
  static final String END = "";

  final StreamSourceChannel source = channel(StreamSourceChannel.class);
  final StreamSinkChannel sink = channel(StreamSinkChannel.class);
  final ByteBufferPool buffers = counted(new DefaultByteBufferPool(false, 64));

  /** What the source has to read, next first. */
  final Deque<String> arriving = new ArrayDeque<>();

  final StringBuilder sent = new StringBuilder();
  boolean full; // whether the sink takes nothing
  boolean stuck; // whether the sink cannot be flushed
  int flushes;
  int writes;
  boolean reading;
  boolean writing;
  ChannelListener<?> whenReadable;
  ChannelListener<?> whenWritable;
  int buffersInUse;

  private <C> C channel(Class<C> type) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> done(method, arguments)));
  }

  private Object done(Method method, Object[] arguments) throws IOException {
    return switch (method.getName()) {
      case "read" -> read((ByteBuffer) arguments[0]);
      case "write", "writeFinal" -> write((ByteBuffer) arguments[0]);
      case "flush" -> {
        flushes++;
        yield !stuck;
      }
      case "suspendReads", "resumeReads" -> {
        reading = method.getName().startsWith("resume");
        yield null;
      }
      case "suspendWrites", "resumeWrites" -> {
        writing = method.getName().startsWith("resume");
        yield null;
      }
      case "getReadSetter" -> (ChannelListener.Setter<?>) listener -> whenReadable = listener;
      case "getWriteSetter" -> (ChannelListener.Setter<?>) listener -> whenWritable = listener;
      case "shutdownWrites" -> null;
      default -> throw new IOException("not expected: " + method);
    };
  }

  private int read(ByteBuffer buffer) {
    String text = arriving.poll();
    if (text == null) {
      return 0;
    }
    buffer.put(text.getBytes(StandardCharsets.US_ASCII));
    return text.equals(END) ? -1 : text.length();
  }

  private int write(ByteBuffer buffer) {
    if (full) {
      return 0;
    }
    writes++;
    int length = buffer.remaining();
    sent.append(StandardCharsets.US_ASCII.decode(buffer));
    return length;
  }

  private ByteBufferPool counted(ByteBufferPool pool) {
    return (ByteBufferPool)
        Proxy.newProxyInstance(
            ByteBufferPool.class.getClassLoader(),
            new Class<?>[] {ByteBufferPool.class},
            (proxy, method, arguments) -> new Counted(pool.allocate()));
  }

  private final class Counted implements PooledByteBuffer {
    private final PooledByteBuffer buffer;

    Counted(PooledByteBuffer buffer) {
      this.buffer = buffer;
      buffersInUse++;
    }

    @Override
    public ByteBuffer getBuffer() {
      return buffer.getBuffer();
    }

    @Override
    public void close() {
      buffersInUse--;
      buffer.close();
    }

    @Override
    public boolean isOpen() {
      return buffer.isOpen();
    }
  }
}
