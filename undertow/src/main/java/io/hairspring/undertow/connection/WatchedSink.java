package io.hairspring.undertow.connection;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.xnio.conduits.AbstractStreamSinkConduit;
import org.xnio.conduits.StreamSinkConduit;

/** Tells a connection that something is sent to its client. */
final class WatchedSink extends AbstractStreamSinkConduit<StreamSinkConduit> {
  private final OpenConnection connection;

  WatchedSink(StreamSinkConduit next, OpenConnection connection) {
    super(next);
    this.connection = connection;
  }

  @Override
  public int write(ByteBuffer from) throws IOException {
    connection.written();
    return super.write(from);
  }

  @Override
  public long write(ByteBuffer[] from, int offset, int length) throws IOException {
    connection.written();
    return super.write(from, offset, length);
  }

  @Override
  public int writeFinal(ByteBuffer from) throws IOException {
    connection.written();
    return super.writeFinal(from);
  }

  @Override
  public long writeFinal(ByteBuffer[] from, int offset, int length) throws IOException {
    connection.written();
    return super.writeFinal(from, offset, length);
  }
}
