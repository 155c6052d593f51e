package io.hairspring.gateway.proxy;

import io.hairspring.gateway.pool.ConnectionPool;
import io.hairspring.gateway.route.Route;
import io.undertow.server.HttpServerExchange;

/** Is told of every route, and by what it answers of every upstream call. */
@FunctionalInterface
public interface CallObserver {
  /**
   * Says that there are connections for this route, which nobody has asked for yet; returns who is
   * told of its calls.
   */
  OfRoute watch(Route route, ConnectionPool pool);

  /** Returns an observer that looks away. */
  static CallObserver none() {
    return (route, pool) -> exchange -> UpstreamCall.UNWATCHED;
  }

  /** Is told of the upstream calls of one route. Any thread; must not block or throw. */
  @FunctionalInterface
  interface OfRoute {
    /** Says that a call begins for an exchange, and returns who watches it. */
    UpstreamCall begin(HttpServerExchange exchange);
  }
}
