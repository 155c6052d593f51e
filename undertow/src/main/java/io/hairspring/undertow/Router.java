package io.hairspring.undertow;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Set;

/**
 * Finds the route of a request: 401 for whoever may not read, 404 for an unknown path, 405 for a
 * method that the route does not answer, 500 without details where a route fails. Paths are
 * relative, so that a host may mount the routes under a prefix.
 */
final class Router implements HttpHandler {
  private static final Logger LOGGER = System.getLogger(Router.class.getName());

  private final ReadAccess readers;
  private final Map<String, Route> routes;
  private final ServerMetrics counts;

  Router(ReadAccess readers, Map<String, Route> routes, ServerMetrics counts) {
    this.counts = counts;
    this.readers = readers;
    this.routes = Map.copyOf(routes);
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) throws Exception {
    String path = exchange.getRelativePath().isEmpty() ? "/" : exchange.getRelativePath();
    if (!readers.admits(exchange, path)) { // before all else: who may not read learns no routes
      counts.unauthorized().inc();
      readers.refuse(exchange);
      return;
    }
    // To whoever guards /metrics in front of us, /metrics;x is another path.
    boolean plain = exchange.getRequestURI().indexOf(';') < 0;
    Route route = plain ? routes.get(path) : null;
    if (route == null) {
      Responses.error(exchange, StatusCodes.NOT_FOUND, "not found");
    } else if (!route.methods().contains(exchange.getRequestMethod().toString())) {
      exchange.getResponseHeaders().put(Headers.ALLOW, route.allow());
      Responses.error(
          exchange,
          StatusCodes.METHOD_NOT_ALLOWED,
          "method not allowed; expected " + route.allow());
    } else {
      HttpHandler guarded = request -> guarded(request, route);
      if (route.admission() == null) {
        guarded.handleRequest(exchange);
      } else {
        route.admission().admit(exchange, guarded, counts.busy());
      }
    }
  }

  private static void guarded(HttpServerExchange exchange, Route route) {
    try {
      route.handler().handleRequest(exchange);
    } catch (Exception failure) {
      LOGGER.log(Level.WARNING, "could not answer " + exchange.getRelativePath(), failure);
      if (exchange.isResponseStarted()) {
        exchange.endExchange();
      } else {
        Responses.error(exchange, StatusCodes.INTERNAL_SERVER_ERROR, "internal error");
      }
    }
  }

  /**
   * What answers on one path.
   *
   * @param methods the methods it answers, in capital letters as they are meant
   * @param allow the same, as the {@code Allow} header lists them
   * @param admission who hands its requests to another thread; null if it answers at once, on the
   *     I/O thread
   * @param handler answers
   */
  record Route(Set<String> methods, String allow, Admission admission, HttpHandler handler) {
    /** Returns a route that is read. */
    static Route get(Admission admission, HttpHandler handler) {
      return new Route(Set.of("GET", "HEAD"), "GET, HEAD", admission, handler);
    }

    /** Returns a route that changes something, and answers at once. */
    static Route post(HttpHandler handler) {
      return new Route(Set.of("POST"), "POST", null, handler);
    }
  }
}
