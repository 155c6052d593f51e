package io.hairspring.gateway.proxy;

import io.hairspring.gateway.client.HttpConnector;
import io.hairspring.gateway.forwarded.ForwardedHeaders;
import io.hairspring.gateway.forwarded.HopMark;
import io.hairspring.gateway.http.Targets;
import io.hairspring.gateway.pool.ConnectionPool;
import io.hairspring.gateway.route.Route;
import io.hairspring.gateway.route.RouteTable;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.SameThreadExecutor;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.BiConsumer;
import javax.net.ssl.SSLContext;

/**
 * Forwards requests to the upstream with the longest matching prefix and streams both bodies,
 * holding at most one buffer of each. What fails before the answer began becomes a status of its
 * own: 502 unreachable, broken off or not HTTP, 503 no free connection, 504 too slow; what fails
 * later closes the client's connection, so that nobody takes half an answer for a whole one.
 *
 * <p>A request without a body and with a safe method is sent once more if a kept connection turns
 * out to be closed. An upgrade of the protocol is not passed on. Any thread may call it; a request
 * stays on the I/O thread of its connection, which is never blocked, except while the name of an
 * upstream is looked up.
 */
public final class ReverseProxy implements HttpHandler, AutoCloseable {
  private final RouteTable routes;
  private final IdentityHashMap<Route, Upstream> upstreams = new IdentityHashMap<>();
  private final long responseMillis;
  private final ForwardedHeaders headers;
  private final BiConsumer<HttpServerExchange, Runnable> whenLeft;
  private final HttpHandler noRoute;

  /**
   * Creates a proxy.
   *
   * @param tls how https upstreams are trusted; their host names are checked
   * @param mark what requests are marked with as they are forwarded
   * @param whenLeft has a task run, once and on the I/O thread, if the client leaves before the
   *     exchange has ended; its call is broken off then
   * @param observer is told of every route and of its calls
   * @param noRoute answers requests that no route leads on
   * @throws IllegalArgumentException if two routes have the same prefix
   */
  public ReverseProxy(
      List<Route> routes,
      ProxyConfig config,
      SSLContext tls,
      HopMark mark,
      BiConsumer<HttpServerExchange, Runnable> whenLeft,
      CallObserver observer,
      HttpHandler noRoute) {
    this.routes = new RouteTable(routes);
    responseMillis = config.responseTimeout().toMillis();
    headers = new ForwardedHeaders(config.trustedProxies(), mark);
    this.whenLeft = whenLeft;
    this.noRoute = noRoute;
    for (Route route : routes) {
      ConnectionPool pool =
          new ConnectionPool(
              new HttpConnector(route.origin(), tls)::open,
              config.maxConnections(),
              config.maxWaiting(),
              config.connectTimeout());
      upstreams.put(route, new Upstream(pool, observer.watch(route, pool)));
    }
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) throws Exception {
    Route route = routes.find(Targets.path(exchange));
    if (route == null) {
      noRoute.handleRequest(exchange);
      return;
    }
    Upstream upstream = upstreams.get(route);
    Forwarding forwarding =
        new Forwarding(
            exchange,
            route,
            headers,
            upstream.pool,
            responseMillis,
            upstream.calls.begin(exchange));
    exchange.dispatch(
        exchange.isInIoThread() ? SameThreadExecutor.INSTANCE : exchange.getIoThread(),
        () -> {
          whenLeft.accept(exchange, forwarding::abandon);
          forwarding.start();
        });
  }

  /** Closes idle upstream connections. Requests in flight go on. */
  @Override
  public void close() {
    upstreams.values().forEach(upstream -> upstream.pool.close());
  }

  /** What leads to one, and who is told of its calls. */
  private record Upstream(ConnectionPool pool, CallObserver.OfRoute calls) {}
}
