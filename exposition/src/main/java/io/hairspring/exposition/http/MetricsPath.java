package io.hairspring.exposition.http;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.util.List;

/**
 * Leads from the path at which a host wants the metrics to the routes, which know one path alone.
 * What is below it moves with it; at the usual path there is nothing then.
 */
final class MetricsPath implements HttpHandler {
  static final String USUAL = "/metrics";

  private static final String NOWHERE = "/-"; // no route, and none that could be set
  private static final int LONGEST = 100;
  private static final List<String> OTHERS =
      List.of(
          "/health",
          "/api/v1/health",
          "/ready",
          "/live",
          TsdbHandlers.QUERY_RANGE,
          TsdbHandlers.SERVICES,
          TsdbHandlers.HEALTH);

  private final String path;
  private final HttpHandler routes;

  MetricsPath(String path, HttpHandler routes) {
    this.path = path;
    this.routes = routes;
  }

  /** Returns whether the metrics may be there: no other route is at this path or below it. */
  static boolean isUsable(String path) {
    return path != null
        && path.length() <= LONGEST
        && path.matches("(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+")
        && OTHERS.stream().noneMatch(other -> isAtOrBelow(other, path));
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

  private static boolean isAtOrBelow(String asked, String path) {
    return asked.startsWith(path)
        && (asked.length() == path.length() || asked.charAt(path.length()) == '/');
  }
}
