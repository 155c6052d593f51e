package io.hairspring.undertow;

import io.undertow.Undertow;
import io.undertow.server.HttpHandler;
import java.net.InetSocketAddress;

/** A host's own Undertow, on any free port. */
final class Host implements AutoCloseable {
  private final Undertow undertow;
  private final Client client;

  Host(HttpHandler handler) {
    undertow =
        Undertow.builder()
            .addHttpListener(0, "127.0.0.1")
            .setIoThreads(2)
            .setWorkerThreads(8)
            .setHandler(handler)
            .build();
    undertow.start();
    InetSocketAddress address = (InetSocketAddress) undertow.getListenerInfo().get(0).getAddress();
    client = new Client(address.getPort());
  }

  Client client() {
    return client;
  }

  @Override
  public void close() {
    undertow.stop();
  }
}
