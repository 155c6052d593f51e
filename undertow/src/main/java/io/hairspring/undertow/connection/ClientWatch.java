package io.hairspring.undertow.connection;

import io.undertow.connector.ByteBufferPool;
import io.undertow.connector.PooledByteBuffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.concurrent.TimeUnit;
import org.xnio.channels.StreamSinkChannel;
import org.xnio.conduits.AbstractStreamSourceConduit;
import org.xnio.conduits.ConduitStreamSourceChannel;
import org.xnio.conduits.ReadReadyHandler;
import org.xnio.conduits.StreamSourceConduit;

/**
 * Sees a client leave while nobody reads what it sends: reads itself then, and keeps what comes,
 * such as a next request, for who reads next; up to the size of a buffer. I/O thread of the
 * connection.
 */
final class ClientWatch extends AbstractStreamSourceConduit<StreamSourceConduit> {
  private final ByteBufferPool buffers;
  private ReadReadyHandler reader;
  private boolean readerWaits;
  private Runnable left; // null while nobody wants to know
  private PooledByteBuffer early; // what came before anybody read, to be read next; null for none

  ClientWatch(ConduitStreamSourceChannel channel, ByteBufferPool buffers) {
    super(channel.getConduit());
    this.buffers = buffers;
    reader = new ReadReadyHandler.ChannelListenerHandler<>(channel);
    next.setReadReadyHandler(new Ready());
  }

  /**
   * Runs this once if the client closes its connection, or its side of it; null for not any more.
   */
  void whenLeft(Runnable left) {
    this.left = left;
    if (left != null && !readerWaits && !isFull()) {
      next.resumeReads();
    }
  }

  @Override
  public int read(ByteBuffer to) throws IOException {
    return early == null ? super.read(to) : readEarly(to);
  }

  @Override
  public long read(ByteBuffer[] to, int offset, int length) throws IOException {
    if (early == null) {
      return super.read(to, offset, length);
    }
    long bytes = 0;
    for (int i = offset; i < offset + length && early != null; i++) {
      bytes += readEarly(to[i]);
    }
    return bytes;
  }

  @Override
  public long transferTo(long position, long count, FileChannel target) throws IOException {
    if (early == null) {
      return super.transferTo(position, count, target);
    }
    ByteBuffer bytes = early.getBuffer();
    bytes.flip();
    int limit = bytes.limit();
    bytes.limit((int) Math.min(limit, count));
    try {
      return target.write(bytes, position);
    } finally {
      bytes.limit(limit);
      keepTheRest();
    }
  }

  @Override
  public long transferTo(long count, ByteBuffer through, StreamSinkChannel target)
      throws IOException {
    if (early == null) {
      return super.transferTo(count, through, target);
    }
    through.clear();
    through.limit((int) Math.min(through.capacity(), count));
    readEarly(through);
    through.flip();
    return target.write(through);
  }

  @Override
  public void resumeReads() {
    readerWaits = true;
    if (early == null) {
      super.resumeReads();
    } else {
      super.wakeupReads();
    }
  }

  @Override
  public void wakeupReads() {
    readerWaits = true;
    super.wakeupReads();
  }

  @Override
  public void suspendReads() {
    readerWaits = false;
    if (left == null || isFull()) {
      super.suspendReads();
    }
  }

  @Override
  public boolean isReadResumed() {
    return readerWaits;
  }

  @Override
  public void awaitReadable() throws IOException {
    if (early == null) {
      super.awaitReadable();
    }
  }

  @Override
  public void awaitReadable(long time, TimeUnit unit) throws IOException {
    if (early == null) {
      super.awaitReadable(time, unit);
    }
  }

  @Override
  public void setReadReadyHandler(ReadReadyHandler handler) {
    reader = handler;
  }

  private boolean isFull() {
    return early != null && !early.getBuffer().hasRemaining();
  }

  private int readEarly(ByteBuffer to) {
    ByteBuffer bytes = early.getBuffer();
    bytes.flip();
    int limit = bytes.limit();
    int length = Math.min(bytes.remaining(), to.remaining());
    bytes.limit(length);
    to.put(bytes);
    bytes.limit(limit);
    keepTheRest();
    return length;
  }

  private void keepTheRest() {
    early.getBuffer().compact();
    if (early.getBuffer().position() == 0) {
      release();
    }
  }

  private void release() {
    if (early != null) {
      early.close();
      early = null;
    }
  }

  /** Reads although nobody wants to, to see whether the client has left. */
  private void look() {
    if (early == null) {
      early = buffers.allocate();
    }
    Runnable told = left; // the end of the stream clears it
    int bytes = -1;
    try {
      bytes = next.read(early.getBuffer());
    } catch (IOException broken) {
      // which is how some leave
    }
    if (bytes < 0) {
      left = null;
      release();
      next.suspendReads();
      told.run();
    } else if (isFull()) {
      next.suspendReads(); // who sends this much is not seen to leave before it is read
    } else if (early.getBuffer().position() == 0) {
      release();
    }
  }

  /** Hears that there is something to read. */
  private final class Ready implements ReadReadyHandler {
    @Override
    public void readReady() {
      if (readerWaits) {
        reader.readReady();
        if (readerWaits && early != null) {
          next.wakeupReads(); // the socket would not say that there is more
        }
      } else if (left != null && !isFull()) {
        look();
      } else {
        next.suspendReads();
      }
    }

    @Override
    public void forceTermination() {
      reader.forceTermination();
    }

    @Override
    public void terminated() {
      left = null;
      release();
      reader.terminated();
    }
  }
}
