package io.hairspring.gateway.pool;

import io.hairspring.gateway.client.HttpConnection;
import io.hairspring.gateway.client.UpstreamFailure;

/** Whoever asks for a connection. Exactly one method is called, once, on its I/O thread. */
public interface Borrower {
  /** Has a connection now, which is to be given back, replaced or discarded. */
  void connected(HttpConnection connection);

  /** Gets none. */
  void refused(UpstreamFailure why);
}
