package io.hairspring.undertow;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.util.Set;

/**
 * Where a host has mounted the routes: at its root, under a prefix, or one route at its exact path.
 * The route is the longest that the whole path ends in, the rest of the path that the mounting left
 * included, so that {@code /metrics} and {@code /ops/metrics} are the same route whether {@code
 * /ops}, {@code /ops/metrics} or nothing was taken off. A slash behind an exact path is the host's
 * way of matching and means the same.
 */
final class Mount implements HttpHandler {
  private final Set<String> paths;
  private final HttpHandler routes;
  private final HttpHandler next; // null for none

  /** Creates a mount of these routes that hands all else to {@code next}, or lets them answer. */
  Mount(Set<String> paths, HttpHandler routes, HttpHandler next) {
    this.paths = Set.copyOf(paths);
    this.routes = routes;
    this.next = next;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) throws Exception {
    String route = routeOf(exchange.getResolvedPath(), exchange.getRelativePath());
    // With a parameter behind a semicolon it is another path: see Router.
    if (route != null && exchange.getRequestURI().indexOf(';') < 0) {
      exchange.setRelativePath(route);
      routes.handleRequest(exchange);
    } else if (next != null) {
      next.handleRequest(exchange);
    } else {
      routes.handleRequest(exchange);
    }
  }

  /**
   * Returns the route of a path; null if there is none.
   *
   * @param resolved what the host took off
   * @param relative what it left
   */
  private String routeOf(String resolved, String relative) {
    boolean exact = relative.isEmpty() || (relative.equals("/") && !resolved.isEmpty());
    String prefix = exact && resolved.endsWith("/") ? withoutSlash(resolved) : resolved;
    String whole = exact ? prefix : prefix + relative;
    int slash = whole.indexOf('/');
    while (slash >= 0 && slash <= (exact ? whole.length() : prefix.length())) {
      String path = whole.substring(slash);
      if (paths.contains(path)) {
        return path;
      }
      slash = whole.indexOf('/', slash + 1);
    }
    return null;
  }

  private static String withoutSlash(String path) {
    return path.substring(0, path.length() - 1);
  }
}
