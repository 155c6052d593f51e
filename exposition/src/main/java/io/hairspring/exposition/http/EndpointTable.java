package io.hairspring.exposition.http;

import io.hairspring.collector.catalog.HttpServerMetrics;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The handles of every endpoint and method, found by path. Bounded: so many endpoints, then one
 * more that the others share; so many paths remembered, then their endpoint is worked out each
 * time; and none that is too long for a label. A known path costs one look-up and allocates
 * nothing. Any thread.
 */
final class EndpointTable {
  private static final String OVERFLOW = "overflow";
  private static final String NOT_FOUND = "(not found)";
  private static final String OTHER_METHOD = "OTHER";
  private static final int MOST_PATHS = 4096;
  private static final int LONGEST_PATH_REMEMBERED = 256;

  /** The methods of RFC 9110 and PATCH (RFC 5789). */
  private static final List<HttpString> METHODS =
      List.of(
          Methods.GET,
          Methods.POST,
          Methods.PUT,
          Methods.DELETE,
          Methods.PATCH,
          Methods.HEAD,
          Methods.OPTIONS,
          Methods.CONNECT,
          Methods.TRACE);

  private final RouteTemplates routes;
  private final int maxEndpoints;
  private final int maxLabelChars;
  private final HttpServerMetrics instruments;
  private final Endpoint overflow;
  private final Endpoint notFound;
  private final ConcurrentHashMap<String, Endpoint> byPath = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<String, Endpoint> byName = new ConcurrentHashMap<>();
  private final AtomicInteger paths = new AtomicInteger();
  private final AtomicInteger names = new AtomicInteger();

  EndpointTable(
      RouteTemplates routes, int maxEndpoints, int maxLabelChars, HttpServerMetrics instruments) {
    this.routes = routes;
    this.maxEndpoints = maxEndpoints;
    this.maxLabelChars = maxLabelChars;
    this.instruments = instruments;
    overflow = new Endpoint(OVERFLOW);
    notFound = new Endpoint(NOT_FOUND);
  }

  /**
   * Returns the handles of a request by its path. Paths that do not exist share an endpoint, so
   * that whoever tries many of them takes no place of those that do.
   */
  HttpServerMetrics.Handle byPath(String path, HttpString method, int status) {
    Endpoint endpoint = byPath.get(path);
    if (endpoint == null) {
      String name = routes.templateOf(path);
      if (status == StatusCodes.NOT_FOUND && !isKnown(name)) {
        return notFound.handle(method);
      }
      endpoint = named(name);
      if (path.length() <= LONGEST_PATH_REMEMBERED && admit(paths, MOST_PATHS)) {
        byPath.putIfAbsent(path, endpoint);
      }
    }
    return endpoint.handle(method);
  }

  private boolean isKnown(String name) {
    return byName.containsKey(name) || routes.has(name);
  }

  /** Returns the handles of a request whose endpoint is known. */
  HttpServerMetrics.Handle byEndpoint(String endpoint, HttpString method) {
    return named(endpoint).handle(method);
  }

  private Endpoint named(String name) {
    Endpoint endpoint = byName.get(name);
    if (endpoint != null) {
      return endpoint;
    }
    if (name.length() > maxLabelChars) {
      return new Endpoint(name); // not kept; its instruments count it and read overflow
    }
    if (!admit(names, maxEndpoints)) {
      return overflow;
    }
    Endpoint made = new Endpoint(name);
    Endpoint other = byName.putIfAbsent(name, made);
    return other == null ? made : other;
  }

  /**
   * Takes one of {@code most} places. Two threads that add the same key take two, so the bound may
   * be reached a little early, never passed.
   */
  private static boolean admit(AtomicInteger taken, int most) {
    if (taken.get() >= most) {
      return false;
    }
    return taken.getAndIncrement() < most;
  }

  /** An endpoint's handles by method, made when they are first needed. */
  private final class Endpoint {
    private final String name;
    private final AtomicReferenceArray<HttpServerMetrics.Handle> byMethod =
        new AtomicReferenceArray<>(METHODS.size() + 1);

    Endpoint(String name) {
      this.name = name;
    }

    HttpServerMetrics.Handle handle(HttpString method) {
      int place = METHODS.indexOf(method);
      if (place < 0) {
        place = METHODS.size();
      }
      HttpServerMetrics.Handle handle = byMethod.getAcquire(place);
      if (handle == null) {
        // Made twice in a race, they hold the same instruments.
        String label = place < METHODS.size() ? METHODS.get(place).toString() : OTHER_METHOD;
        handle = instruments.handle(name, label);
        byMethod.setRelease(place, handle);
      }
      return handle;
    }
  }
}
