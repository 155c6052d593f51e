package io.hairspring.gateway;

import io.hairspring.catalog.Slo;
import io.hairspring.catalog.SloMetrics;
import io.hairspring.catalog.SlowRequests;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.gateway.cache.CacheObserver;
import io.hairspring.gateway.cache.ResponseCache;
import io.hairspring.gateway.forwarded.HopMark;
import io.hairspring.gateway.health.UpstreamHealth;
import io.hairspring.gateway.health.WatchedUpstreams;
import io.hairspring.gateway.http.ErrorAnswer;
import io.hairspring.gateway.measure.MeasuredCache;
import io.hairspring.gateway.measure.MeasuredUpstreams;
import io.hairspring.gateway.proxy.CallObserver;
import io.hairspring.gateway.proxy.ReverseProxy;
import io.hairspring.gateway.route.Route;
import io.hairspring.undertow.RequestMetricsHandler;
import io.hairspring.undertow.RequestRing;
import io.hairspring.undertow.connection.ConnectionMetrics;
import io.hairspring.undertow.connection.Connections;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.HttpContinueReadHandler;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;

/** The server that clients of the gateway talk to, and the handlers behind it. */
final class FrontServer implements AutoCloseable {
  private static final long CACHE_BYTES = 16_000_000;
  private static final int CACHED_BODY_BYTES = 256_000;
  private static final String RETRY_AFTER_SECONDS = "1";

  /** What requests without a route are called, so that a scanner makes one series and not many. */
  private static final String NO_ROUTE = "(no route)";

  /** What requests over more connections than may be open are called. */
  private static final String NO_ROOM = "(no room)";

  private final FrontListener listener;
  private final Drain drain;
  private final ReverseProxy proxy;
  private final WatchedUpstreams upstreams;
  private final String host;

  private FrontServer(
      FrontListener listener,
      Drain drain,
      ReverseProxy proxy,
      WatchedUpstreams upstreams,
      String host) {
    this.listener = listener;
    this.drain = drain;
    this.proxy = proxy;
    this.upstreams = upstreams;
    this.host = host;
  }

  /**
   * Starts a server.
   *
   * @param ring what records the requests; null if the threads that end them do
   * @param slow what keeps the slowest; null for nothing
   * @param slos makes objectives; null if there are none
   */
  static FrontServer start(
      GatewayConfig config,
      List<Route> routes,
      MetricsCollector metrics,
      RequestRing ring,
      SlowRequests slow,
      SloMetrics slos) {
    boolean measured = metrics.config().enabled();
    HopMark mark = HopMark.random();
    Connections connections =
        new Connections(
            config.maxConnections(),
            ConnectionMetrics.register(metrics, "gateway_"),
            () -> false); // an answer may rightly take long to be read
    WatchedUpstreams upstreams =
        new WatchedUpstreams(
            routes,
            config.operation().upstreamCheck(),
            measured
                ? new MeasuredUpstreams(metrics, config.metrics().config().latencyBuckets())
                : CallObserver.none());
    ReverseProxy proxy =
        new ReverseProxy(
            routes,
            config.proxy(),
            trust(),
            mark,
            connections::whenLeft,
            upstreams,
            FrontServer::noRoute);
    HttpHandler handler =
        connections.answering(
            new RequestGate(cached(proxy, metrics)), FrontServer::tooManyConnections);
    if (measured) {
      // Everything that comes here is a client's request, also to a path named /metrics.
      RequestMetricsHandler.Builder measuring =
          RequestMetricsHandler.builder(metrics, config.metrics().config()).measuring(path -> true);
      if (slow != null) {
        measuring.slow(slow);
      }
      for (Objective objective : config.metrics().objectives()) {
        measuring.objective(counted(slos, objective), objective::isFor);
      }
      handler = (ring == null ? measuring : measuring.through(ring)).build(handler);
    }
    Drain drain =
        new Drain(
            connections::underWay,
            new HttpContinueReadHandler(new LoopGuard(mark, metrics, handler)));
    return new FrontServer(
        FrontListener.start(config, connections, drain), drain, proxy, upstreams, config.host());
  }

  private static Slo counted(SloMetrics slos, Objective objective) {
    return objective.bound() == null
        ? slos.availability(objective.name(), objective.share())
        : slos.latency(objective.name(), objective.share(), objective.bound());
  }

  URI url() {
    String inUrl = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    return URI.create("http://" + inUrl + ":" + listener.port() + "/");
  }

  /** Returns how the upstream of a route does. */
  UpstreamHealth health(Route route) {
    return upstreams.health(route);
  }

  boolean draining() {
    return drain.draining();
  }

  /** Says from now on that it is going to stop, and with each answer that it is the last. */
  void announceStop() {
    drain.begin();
  }

  /** Takes no more connections and waits for requests; returns how many were not waited for. */
  long drain(Duration limit) {
    drain.begin();
    try {
      drain.hold();
      listener.awaitQuiet();
      listener.acceptNoMore();
      drain.release();
      return drain.await(limit, listener.connections()::unasked);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the caller is in a hurry
      listener.acceptNoMore();
      return drain.inFlight();
    }
  }

  @Override
  public void close() {
    listener.acceptNoMore();
    proxy.close();
    listener.close();
  }

  /** Returns one clear line on why nobody can listen there. */
  static UncheckedIOException cannotListen(String host, int port, Exception failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return new UncheckedIOException(
        "cannot listen on " + host + ":" + port + ": " + cause.getMessage(),
        new IOException(failure));
  }

  private static void noRoute(HttpServerExchange exchange) {
    exchange.putAttachment(RequestMetricsHandler.ENDPOINT, NO_ROUTE);
    ErrorAnswer.send(exchange, StatusCodes.NOT_FOUND, "no route leads on from this path");
  }

  private static void tooManyConnections(HttpServerExchange exchange) {
    exchange.putAttachment(RequestMetricsHandler.ENDPOINT, NO_ROOM);
    exchange.setPersistent(false);
    exchange.getResponseHeaders().put(Headers.RETRY_AFTER, RETRY_AFTER_SECONDS);
    ErrorAnswer.send(
        exchange, StatusCodes.SERVICE_UNAVAILABLE, "too many connections; expected fewer");
  }

  private static HttpHandler cached(HttpHandler next, MetricsCollector metrics) {
    MeasuredCache observer = metrics.config().enabled() ? new MeasuredCache(metrics) : null;
    ResponseCache cache =
        new ResponseCache(
            CACHE_BYTES,
            CACHED_BODY_BYTES,
            metrics.config().ticker(),
            observer == null ? CacheObserver.none() : observer);
    if (observer != null) {
      observer.watch(cache);
    }
    return cache.before(next);
  }

  private static SSLContext trust() {
    try {
      return SSLContext.getDefault();
    } catch (NoSuchAlgorithmException e) { // every Java platform has one
      throw new IllegalStateException(e);
    }
  }
}
