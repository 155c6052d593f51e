package io.hairspring.gateway.proxy;

import io.hairspring.gateway.client.HttpConnection;

/** A connection to an upstream, and whether it has carried an exchange before. */
final class PooledConnection {
  private final HttpConnection client;
  private boolean reused;
  private boolean hasPlace = true;

  PooledConnection(HttpConnection client) {
    this.client = client;
  }

  HttpConnection client() {
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
