package io.hairspring.gateway.proxy;

import io.hairspring.gateway.client.HttpConnection;
import io.undertow.server.DefaultByteBufferPool;
import java.lang.reflect.Proxy;
import java.net.SocketAddress;
import org.xnio.StreamConnection;
import org.xnio.conduits.StreamSinkConduit;
import org.xnio.conduits.StreamSourceConduit;

/** A connection to nowhere, on which nothing comes. */
final class HandConnection extends StreamConnection {
  private HandConnection() {
    super(null);
    setSourceConduit(silent(StreamSourceConduit.class));
    setSinkConduit(silent(StreamSinkConduit.class));
  }

  /** Returns a connection that can be closed, and then tells this. */
  static HttpConnection open(Runnable whenClosed) {
    HandConnection channel = new HandConnection();
    channel.setCloseListener(closed -> whenClosed.run());
    return new HttpConnection(channel, new DefaultByteBufferPool(false, 64));
  }

  private static <C> C silent(Class<C> type) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (conduit, method, arguments) -> method.getReturnType() == int.class ? 0 : null));
  }

  @Override
  public SocketAddress getPeerAddress() {
    return null;
  }

  @Override
  public SocketAddress getLocalAddress() {
    return null;
  }
}
