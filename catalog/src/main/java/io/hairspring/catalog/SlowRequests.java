package io.hairspring.catalog;

import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The slowest requests of each route, whole: those of the running window and of the one before it,
 * and the last that failed. Given to an {@link HttpServerMetrics}, which decides what a route is
 * and bounds how many there are. Any thread.
 *
 * <p>A request costs one comparison with the time that it would have to exceed. One that does is
 * put in place under the route's lock, for as many steps as a route keeps requests; in a window of
 * n requests about {@code k ln(n / k)} do, where k is how many are kept.
 */
public final class SlowRequests implements AutoCloseable {
  /** How long a window is unless told otherwise. */
  public static final Duration DEFAULT_WINDOW = Duration.ofSeconds(60);

  /** How many requests a route may keep. */
  public static final int MOST_PER_ROUTE = 100;

  private final Ticker ticker;
  private final int perRoute;
  private final Duration window;
  private final Pauses pauses; // null if nobody knows
  private final List<SlowRoute> routes = new CopyOnWriteArrayList<>();
  private final Runnable end;

  private SlowRequests(MetricsCollector metrics, int perRoute, Duration window, Pauses pauses) {
    this.pauses = pauses;
    ticker = metrics.config().ticker();
    this.perRoute = perRoute;
    this.window = window;
    end = metrics.every(window, () -> routes.forEach(SlowRoute::roll));
  }

  /**
   * Starts to keep requests; {@code window} moves by the collector's clock.
   *
   * @param perRoute how many of a route and window, and how many failures of a route; 1 to {@value
   *     #MOST_PER_ROUTE}
   * @param window 1 ms to 365 days
   * @throws IllegalArgumentException if one of them is out of its range
   */
  public static SlowRequests start(MetricsCollector metrics, int perRoute, Duration window) {
    return make(metrics, perRoute, window, null);
  }

  /**
   * Starts to keep requests, as the other does, and tells how much of each the JVM stood still.
   *
   * @param pauses such as {@code runtime::gcPauseNanos} of the runtime metrics
   */
  public static SlowRequests start(
      MetricsCollector metrics, int perRoute, Duration window, Pauses pauses) {
    return make(metrics, perRoute, window, Objects.requireNonNull(pauses, "pauses"));
  }

  /** Knows when the JVM stood still. */
  @FunctionalInterface
  public interface Pauses {
    /** Returns how much of a span it did, in nanoseconds; any thread that reads, none that ends. */
    long nanosWithin(Instant from, Instant to);
  }

  private static SlowRequests make(
      MetricsCollector metrics, int perRoute, Duration window, Pauses pauses) {
    Objects.requireNonNull(metrics, "metrics");
    if (perRoute < 1 || perRoute > MOST_PER_ROUTE) {
      throw new IllegalArgumentException(
          "perRoute must be 1 to " + MOST_PER_ROUTE + ", was " + perRoute);
    }
    return new SlowRequests(metrics, perRoute, window, pauses);
  }

  /** Returns how many requests of a route and window are kept. */
  public int perRoute() {
    return perRoute;
  }

  /** Returns how long a window is. */
  public Duration window() {
    return window;
  }

  /** Makes room for a route. */
  SlowRoute route() {
    SlowRoute route = new SlowRoute(perRoute, ticker.nanoTime());
    routes.add(route);
    return route;
  }

  /** Returns the slowest requests of this window and the last, of all routes, slowest first. */
  public List<SlowRequest> slowest() {
    return routes.stream()
        .flatMap(route -> route.slowest().stream())
        .sorted(Comparator.comparingLong(SlowRequest::nanos).reversed())
        .toList();
  }

  /**
   * Returns the last requests of each route that failed or were not answered as a whole, the latest
   * first. Of a route that fails more often, at most ten a second are kept.
   */
  public List<SlowRequest> failures() {
    return routes.stream()
        .flatMap(route -> route.failures().stream())
        .sorted(SlowRoute.Failure::latestFirst)
        .map(SlowRoute.Failure::request)
        .toList();
  }

  /**
   * Returns for how much of a request the JVM stood still for garbage collection, in nanoseconds;
   * empty if nobody knows. Looked up when it is asked: the JVM tells of a pause only after the
   * requests that it held up have ended.
   */
  public OptionalLong pauseNanos(SlowRequest request) {
    if (pauses == null) {
      return OptionalLong.empty();
    }
    Instant began = request.ended().minusNanos(request.nanos());
    return OptionalLong.of(pauses.nanosWithin(began, request.ended()));
  }

  /** Moves the window no more. May be called again. */
  @Override
  public void close() {
    end.run();
  }
}
