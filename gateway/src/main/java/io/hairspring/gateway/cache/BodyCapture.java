package io.hairspring.gateway.cache;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.xnio.IoUtils;
import org.xnio.channels.StreamSourceChannel;
import org.xnio.conduits.AbstractStreamSinkConduit;
import org.xnio.conduits.ConduitWritableByteChannel;
import org.xnio.conduits.Conduits;
import org.xnio.conduits.StreamSinkConduit;

/**
 * Copies a body that passes, up to a bound, and hands it over if it ends as it should. One beyond
 * the bound passes on without a copy.
 */
final class BodyCapture extends AbstractStreamSinkConduit<StreamSinkConduit> {
  /** Takes a body that is whole. */
  interface Whole {
    void body(byte[] body);
  }

  private final int maxBytes;
  private final Whole whole;
  private boolean terminated;
  private ByteArrayOutputStream copied = new ByteArrayOutputStream(); // null: nothing to hand over

  BodyCapture(StreamSinkConduit next, int maxBytes, Whole whole) {
    super(next);
    this.maxBytes = maxBytes;
    this.whole = whole;
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    ByteBuffer view = source.duplicate();
    int written = super.write(source);
    copy(view, written);
    return written;
  }

  @Override
  public long write(ByteBuffer[] sources, int offset, int length) throws IOException {
    // One after the other, so that one rule says which bytes went out.
    long written = 0;
    for (int i = offset; i < offset + length; i++) {
      while (sources[i].hasRemaining()) {
        int count = write(sources[i]);
        if (count == 0) {
          return written;
        }
        written += count;
      }
    }
    return written;
  }

  @Override
  public int writeFinal(ByteBuffer source) throws IOException {
    return Conduits.writeFinalBasic(this, source);
  }

  @Override
  public long writeFinal(ByteBuffer[] sources, int offset, int length) throws IOException {
    return Conduits.writeFinalBasic(this, sources, offset, length);
  }

  @Override
  public long transferFrom(FileChannel source, long position, long count) throws IOException {
    return source.transferTo(position, count, new ConduitWritableByteChannel(this));
  }

  @Override
  public long transferFrom(StreamSourceChannel source, long count, ByteBuffer throughBuffer)
      throws IOException {
    return IoUtils.transfer(source, count, throughBuffer, new ConduitWritableByteChannel(this));
  }

  @Override
  public void terminateWrites() throws IOException {
    super.terminateWrites();
    terminated = true;
  }

  @Override
  public boolean flush() throws IOException {
    boolean flushed = super.flush();
    // Only now: an answer that broke off is terminated as well, but its connection takes no more.
    if (flushed && terminated && copied != null) {
      byte[] body = copied.toByteArray();
      copied = null;
      whole.body(body);
    }
    return flushed;
  }

  @Override
  public void truncateWrites() throws IOException {
    copied = null;
    super.truncateWrites();
  }

  private void copy(ByteBuffer view, int count) {
    if (copied == null || count <= 0) {
      return;
    }
    if (copied.size() + count > maxBytes) {
      copied = null;
      return;
    }
    byte[] bytes = new byte[count];
    view.get(bytes);
    copied.write(bytes, 0, count);
  }
}
