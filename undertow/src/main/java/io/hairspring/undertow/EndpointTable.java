package io.hairspring.undertow;

import io.hairspring.catalog.HttpServerMetrics;
import io.hairspring.collector.Family;
import io.hairspring.collector.MetricsCollector;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The handles of every endpoint and method, found by path. Bounded: so many endpoints, then one
 * more that the others share, each time counted; so many paths remembered, then their endpoint is
 * worked out each time; and none that is too long for a label. A known path costs one look-up and
 * allocates nothing. Any thread.
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
  private final int maxLabelChars;
  private final HttpServerMetrics instruments;
  private final Endpoint notFound;
  private final ConcurrentHashMap<String, Endpoint> byPath = new ConcurrentHashMap<>();
  private final Set<String> known = ConcurrentHashMap.newKeySet(); // as many as byName has
  private final Family<Endpoint> byName;
  private final AtomicInteger paths = new AtomicInteger();

  EndpointTable(
      MetricsCollector metrics,
      RouteTemplates routes,
      int maxEndpoints,
      HttpServerMetrics instruments) {
    this.routes = routes;
    this.instruments = instruments;
    maxLabelChars = metrics.config().maxLabelChars();
    notFound = new Endpoint(NOT_FOUND);
    byName = metrics.handles(instruments.requestsName(), 1, maxEndpoints, this::endpoint);
  }

  private Endpoint endpoint(List<String> name) {
    known.add(name.get(0));
    return new Endpoint(name.get(0));
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
      boolean cut = endpoint.name.equals(OVERFLOW) || isTooLong(name); // counted each time
      if (!cut && path.length() <= LONGEST_PATH_REMEMBERED && admit(paths, MOST_PATHS)) {
        byPath.putIfAbsent(path, endpoint);
      }
    }
    return endpoint.handle(method);
  }

  private boolean isKnown(String name) {
    return known.contains(name) || routes.has(name);
  }

  /** Returns the handles of a request whose endpoint is known. */
  HttpServerMetrics.Handle byEndpoint(String endpoint, HttpString method) {
    return named(endpoint).handle(method);
  }

  private Endpoint named(String name) {
    // One that is too long is not kept; its instruments count it and read overflow.
    return isTooLong(name) ? new Endpoint(name) : byName.with(name);
  }

  private boolean isTooLong(String name) {
    return name.length() > maxLabelChars;
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
