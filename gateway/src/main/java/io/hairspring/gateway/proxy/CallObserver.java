package io.hairspring.gateway.proxy;

import io.hairspring.gateway.pool.ConnectionPool;
import io.hairspring.gateway.route.Route;
import io.undertow.server.HttpServerExchange;

/** Is told of every upstream call. Any thread; must not block or throw. */
@FunctionalInterface
public interface CallObserver {
  /** Says that a call to this route begins for an exchange, and returns who watches it. */
  UpstreamCall begin(Route route, HttpServerExchange exchange);

  /** Says that there are connections for this route, which nobody has asked for yet. */
  default void connections(Route route, ConnectionPool pool) {}

  /** Returns an observer that looks away. */
  static CallObserver none() {
    return (route, exchange) -> UpstreamCall.UNWATCHED;
  }
}
