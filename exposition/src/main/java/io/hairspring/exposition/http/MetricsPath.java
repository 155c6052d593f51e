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
  private static final List<String> PROBES =
      List.of("/health", "/api/v1/health", "/ready", "/live");
  private static final List<String> PROXIED =
      List.of(TsdbHandlers.QUERY_RANGE, TsdbHandlers.SERVICES, TsdbHandlers.HEALTH);

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
        && PROBES.stream().noneMatch(other -> isAtOrBelow(other, path))
        && PROXIED.stream().noneMatch(other -> isAtOrBelow(other, path));
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

  /** Returns whether scrapers or probes ask for a path if the metrics are at this one. */
  static boolean isProbed(String path, String metricsPath) {
    return isAtOrBelow(path, metricsPath)
        || PROBES.stream().anyMatch(probe -> isAtOrBelow(path, probe));
  }

  private static boolean isAtOrBelow(String asked, String path) {
    return asked.startsWith(path)
        && (asked.length() == path.length() || asked.charAt(path.length()) == '/');
  }
}
