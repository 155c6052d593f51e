package io.hairspring.gateway.pool;

import io.hairspring.gateway.client.HttpConnection;
import io.hairspring.gateway.client.UpstreamFailure;

/**
 * Whoever asks for a connection. On its I/O thread; of {@link #connected} and {@link #refused}
 * exactly one is called, once, and last.
 */
public interface Borrower {
  /**
   * Waits, since no connection is at hand.
   *
   * @param nanos since when, as {@link System#nanoTime} tells it
   */
  default void waiting(long nanos) {}

  /**
   * Has a place in the pool, and waits for a connection to open.
   *
   * @param nanos since when, as {@link System#nanoTime} tells it
   */
  default void opening(long nanos) {}

  /** Has a connection now, which is to be given back, replaced or discarded. */
  void connected(HttpConnection connection);

  /** Gets none. */
  void refused(UpstreamFailure why);
}
