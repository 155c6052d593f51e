package io.hairspring.gateway.testing;

import io.hairspring.gateway.client.HttpConnection;
import io.undertow.server.DefaultByteBufferPool;
import java.lang.reflect.Proxy;
import java.net.SocketAddress;
import org.xnio.StreamConnection;
import org.xnio.XnioIoThread;
import org.xnio.conduits.StreamSinkConduit;
import org.xnio.conduits.StreamSourceConduit;

/** A connection to nowhere, on which nothing comes. */
public final class HandConnection extends StreamConnection {
  private HandConnection(XnioIoThread thread) {
    super(thread);
    setSourceConduit(silent(StreamSourceConduit.class));
    setSinkConduit(silent(StreamSinkConduit.class));
  }

  /** Returns a connection of a thread. */
  public static HttpConnection open(XnioIoThread thread) {
    HandConnection channel = new HandConnection(thread);
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
