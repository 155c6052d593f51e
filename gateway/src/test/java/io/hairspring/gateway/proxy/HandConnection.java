package io.hairspring.gateway.proxy;

import io.undertow.client.ClientConnection;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.xnio.ChannelListener;

/** A connection to nowhere. */
final class HandConnection {
  private HandConnection() {}

  /** Returns a connection that can be closed, and then tells this and its listeners so. */
  @SuppressWarnings("unchecked") // addCloseListener takes no other listeners
  static ClientConnection open(Runnable whenClosed) {
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
                    if (!closed[0]) {
                      closed[0] = true;
                      whenClosed.run();
                    }
                    listeners.forEach(listener -> listener.handleEvent((ClientConnection) self));
                    listeners.clear();
                    yield null;
                  }
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }
}
