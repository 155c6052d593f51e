package io.hairspring.gateway.proxy;

import io.undertow.client.ClientConnection;

/** A connection to an upstream, and whether it has carried an exchange before. */
final class PooledConnection {
  private final ClientConnection client;
  private boolean reused;
  private boolean hasPlace = true;

  PooledConnection(ClientConnection client) {
    this.client = client;
  }

  ClientConnection client() {
    return client;
  }

  boolean reused() {
    return reused;
  }

  void markReused() {
    reused = true;
  }

  /** Gives up its place among the open connections; false if it had done so before. */
  boolean leavePlace() {
    boolean had = hasPlace;
    hasPlace = false;
    return had;
  }
}
