package io.hairspring.gateway.proxy;

import io.undertow.client.ClientCallback;
import io.undertow.client.ClientConnection;
import io.undertow.connector.ByteBufferPool;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.xnio.ChannelListener;

/** Stands for an upstream: connections to it open, or fail to, when a test says so. */
final class HandUpstream implements ThreadConnections.Connector {
  private final HandThread thread;
  private final Deque<ClientCallback<ClientConnection>> opening = new ArrayDeque<>();
  private boolean hasAddress = true;

  HandUpstream(HandThread thread) {
    this.thread = thread;
  }

  @Override
  public void connect(ClientCallback<ClientConnection> callback, ByteBufferPool buffers) {
    if (!hasAddress) {
      throw new IllegalArgumentException("no address");
    }
    opening.add(callback);
  }

  /** Returns how many connections are being opened. */
  int opening() {
    return opening.size();
  }

  void losesItsAddress() {
    hasAddress = false;
  }

  /** Opens the connection that was asked for first. */
  void opens() {
    opening.remove().completed(connection());
    thread.goOn();
  }

  /** Fails to open the connection that was asked for first. */
  void fails() {
    opening.remove().failed(new IOException("refused"));
    thread.goOn();
  }

  /** Returns a connection that can be closed, and tells its listeners so. */
  @SuppressWarnings("unchecked") // addCloseListener takes no other listeners
  private static ClientConnection connection() {
    List<ChannelListener<ClientConnection>> listeners = new ArrayList<>();
    boolean[] closed = new boolean[1];
    return (ClientConnection)
        Proxy.newProxyInstance(
            ClientConnection.class.getClassLoader(),
            new Class<?>[] {ClientConnection.class},
            (self, method, arguments) ->
                switch (method.getName()) {
                  case "isOpen" -> !closed[0];
                  case "addCloseListener" -> {
                    listeners.add((ChannelListener<ClientConnection>) arguments[0]);
                    yield null;
                  }
                  case "close" -> {
                    closed[0] = true;
                    listeners.forEach(listener -> listener.handleEvent((ClientConnection) self));
                    listeners.clear();
                    yield null;
                  }
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }
}
