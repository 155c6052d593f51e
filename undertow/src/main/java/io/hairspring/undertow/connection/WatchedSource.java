package io.hairspring.undertow.connection;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.xnio.conduits.AbstractStreamSourceConduit;
import org.xnio.conduits.StreamSourceConduit;

/**
 * Tells a connection what comes from its client; headers, and bodies in chunks, are read by nothing
 * but {@link #read}.
 */
final class WatchedSource extends AbstractStreamSourceConduit<StreamSourceConduit> {
  private final OpenConnection connection;

  WatchedSource(StreamSourceConduit next, OpenConnection connection) {
    super(next);
    this.connection = connection;
  }

  @Override
  public int read(ByteBuffer to) throws IOException {
    int start = to.position();
    int bytes = -1;
    connection.reads();
    try {
      bytes = super.read(to);
    } finally {
      connection.read(bytes); // a connection that is broken has been left too
    }
    if (bytes > 0) {
      connection.read(to.duplicate().flip().position(start));
    }
    return bytes;
  }
}
