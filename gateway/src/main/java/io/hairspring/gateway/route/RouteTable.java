package io.hairspring.gateway.route;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Routes, asked for the one with the longest prefix of a path. Immutable. */
public final class RouteTable {
  private final List<Route> longestFirst;

  /**
   * Creates a table.
   *
   * @throws IllegalArgumentException if two routes have the same prefix
   */
  public RouteTable(List<Route> routes) {
    Set<String> prefixes = new HashSet<>();
    for (Route route : routes) {
      if (!prefixes.add(route.prefix())) {
        throw new IllegalArgumentException(
            "expected one route for " + route.prefix() + ", were several");
      }
    }
    longestFirst =
        routes.stream()
            .sorted(Comparator.comparingInt((Route route) -> route.prefix().length()).reversed())
            .toList();
  }

  /** Returns the route with the longest prefix of this path, or null. */
  public Route find(String path) {
    // A gateway has a handful of routes: a look at all of them costs less than hashing every
    // prefix.
    for (int i = 0; i < longestFirst.size(); i++) {
      if (longestFirst.get(i).matches(path)) {
        return longestFirst.get(i);
      }
    }
    return null;
  }
}
