package io.hairspring.undertow;

import static io.hairspring.exposition.config.MetricsPath.USUAL;
import static io.hairspring.exposition.config.MetricsPath.isAtOrBelow;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;

/**
 * Leads from the path at which a host wants the metrics to the routes, which know one path alone.
 * What is below it moves with it; at the usual path there is nothing then.
 */
final class MovedRoutes implements HttpHandler {
  private static final String NOWHERE = "/-"; // no route, and none that could be set

  private final String path;
  private final HttpHandler routes;

  MovedRoutes(String path, HttpHandler routes) {
    this.path = path;
    this.routes = routes;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) throws Exception {
    String asked = exchange.getRelativePath();
    if (isAtOrBelow(asked, path)) {
      exchange.setRelativePath(USUAL + asked.substring(path.length()));
    } else if (isAtOrBelow(asked, USUAL)) {
      exchange.setRelativePath(NOWHERE);
    }
    routes.handleRequest(exchange);
  }

  /** Returns where a route is if the metrics are at {@code metricsPath}. */
  static String moved(String route, String metricsPath) {
    return isAtOrBelow(route, USUAL) ? metricsPath + route.substring(USUAL.length()) : route;
  }
}
