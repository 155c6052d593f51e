package io.hairspring.gateway;

import io.hairspring.gateway.http.Targets;
import io.undertow.server.HttpServerExchange;
import java.time.Duration;
import java.util.Objects;

/**
 * What share of the requests below a path is to be good, which are those with a status below 500
 * that took no longer than a bound.
 *
 * @param name tells objectives apart
 * @param route the path, by whole segments; {@code /} for every request
 * @param share of the requests, above 0 and below 1
 * @param bound positive; null if only the status counts
 */
public record Objective(String name, String route, double share, Duration bound) {
  /** Checks what no collector would. */
  public Objective {
    Objects.requireNonNull(name, "name");
    if (!route.startsWith("/") || (route.length() > 1 && route.endsWith("/"))) {
      throw new IllegalArgumentException(
          "route must start with / and not end in one, was \"" + route + '"');
    }
  }

  /** Returns whether a request is one of those, whatever became of it. */
  boolean isFor(HttpServerExchange exchange) {
    return isBelow(Targets.path(exchange), route);
  }

  /** Returns whether one path is the other or below it; whole segments only. */
  public static boolean isBelow(String path, String other) {
    return other.length() == 1
        || (path.startsWith(other)
            && (path.length() == other.length() || path.charAt(other.length()) == '/'));
  }
}
