package io.hairspring.gateway.proxy;

import io.undertow.server.HttpServerExchange;

/** Tells of clients that leave before they are answered. */
@FunctionalInterface
public interface Departures {
  /**
   * Runs {@code left} once, on the I/O thread, if the client leaves before the exchange has ended.
   * On the I/O thread of the client's connection.
   */
  void whenLeft(HttpServerExchange exchange, Runnable left);

  /** Returns what never tells: such a client is noticed when it is read from or written to. */
  static Departures unnoticed() {
    return (exchange, left) -> {};
  }
}
