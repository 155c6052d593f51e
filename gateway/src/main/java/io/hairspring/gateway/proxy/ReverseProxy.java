package io.hairspring.gateway.proxy;

import io.hairspring.gateway.http.Targets;
import io.undertow.UndertowOptions;
import io.undertow.protocols.ssl.UndertowXnioSsl;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.SameThreadExecutor;
import java.util.IdentityHashMap;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.Xnio;

/**
 * Forwards requests to the upstream with the longest matching prefix and streams both bodies,
 * holding at most one buffer of each. What fails before the answer began becomes a status of its
 * own: 502 unreachable, broken off or not HTTP, 503 no free connection, 504 too slow; what fails
 * later closes the client's connection, so that nobody takes half an answer for a whole one.
 *
 * <p>A request without a body and with an idempotent method is sent once more if a kept connection
 * turns out to be closed. An upgrade of the protocol is not passed on. Any thread may call it; a
 * request stays on the I/O thread of its connection, which is never blocked, except while the name
 * of an upstream is looked up.
 */
public final class ReverseProxy implements HttpHandler, AutoCloseable {
  private final RouteTable routes;
  private final IdentityHashMap<Route, ConnectionPool> pools = new IdentityHashMap<>();
  private final ProxyConfig config;
  private final ForwardedHeaders headers;
  private final Departures departures;
  private final CallObserver observer;
  private final HttpHandler noRoute;

  /**
   * Creates a proxy.
   *
   * @param tls how https upstreams are trusted; their host names are checked
   * @param mark what requests are marked with as they are forwarded
   * @param departures tells of clients whose calls are to be broken off
   * @param observer is told of every upstream call
   * @param noRoute answers requests that no route leads on
   * @throws IllegalArgumentException if two routes have the same prefix
   */
  public ReverseProxy(
      List<Route> routes,
      ProxyConfig config,
      SSLContext tls,
      HopMark mark,
      Departures departures,
      CallObserver observer,
      HttpHandler noRoute) {
    this.noRoute = noRoute;
    this.routes = new RouteTable(routes);
    this.config = config;
    headers = new ForwardedHeaders(config.trustedProxies(), mark);
    this.departures = departures;
    this.observer = observer;
    OptionMap options =
        OptionMap.builder()
            .set(Options.TCP_NODELAY, true)
            .set(UndertowOptions.ENDPOINT_IDENTIFICATION_ALGORITHM, "HTTPS")
            .getMap();
    UndertowXnioSsl ssl = new UndertowXnioSsl(Xnio.getInstance(), options, tls);
    for (Route route : routes) {
      pools.put(route, new ConnectionPool(route, ssl, options, config, observer));
    }
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) throws Exception {
    Route route = routes.find(Targets.path(exchange));
    if (route == null) {
      noRoute.handleRequest(exchange);
      return;
    }
    Forwarding forwarding =
        new Forwarding(
            exchange, route, headers, pools.get(route), config, departures, observer.begin(route));
    exchange.dispatch(
        exchange.isInIoThread() ? SameThreadExecutor.INSTANCE : exchange.getIoThread(), forwarding);
  }

  /** Closes idle upstream connections. Requests in flight go on. */
  @Override
  public void close() {
    pools.values().forEach(ConnectionPool::close);
  }
}
