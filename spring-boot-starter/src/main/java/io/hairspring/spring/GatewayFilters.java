package io.hairspring.spring;

import java.net.URI;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.core.Ordered;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.observability.DefaultSignalListener;
import reactor.core.publisher.Mono;

/** What tells a request where it is: the first filter of all, and the last before the routing. */
final class GatewayFilters {
  private static final int WEB_SOCKETS = Ordered.LOWEST_PRECEDENCE - 2;

  private GatewayFilters() {}

  /** Before all else. */
  static final class First implements WebFilter, Ordered {
    private final GatewayMetrics metrics;

    First(GatewayMetrics metrics) {
      this.metrics = metrics;
    }

    @Override
    public int getOrder() {
      return HIGHEST_PRECEDENCE;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
      RoutedRequest request = new RoutedRequest(exchange, metrics);
      exchange
          .getResponse()
          .beforeCommit(
              () -> {
                request.committed();
                return Mono.empty();
              });
      return chain.filter(exchange).tap(() -> request);
    }
  }

  /**
   * Just before the filter that hands a request on. Filters without an order of their own stand
   * where the routing does, but before it, as the application's beans do before Spring's; so does
   * this one, which its configuration puts between.
   */
  static final class Last implements GlobalFilter, Ordered {
    private final boolean webSockets;

    /** Creates one for WebSockets, which are routed a little earlier, or for all else. */
    Last(boolean webSockets) {
      this.webSockets = webSockets;
    }

    @Override
    public int getOrder() {
      return webSockets ? WEB_SOCKETS : LOWEST_PRECEDENCE;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
      RoutedRequest request = RoutedRequest.of(exchange);
      if (request == null || isHere(exchange) || isWebSocket(exchange) != webSockets) {
        return chain.filter(exchange);
      }
      request.handedOn();
      return chain.filter(exchange).tap(() -> new Wait(request));
    }

    /** Whether the gateway itself is what answers. */
    private static boolean isHere(ServerWebExchange exchange) {
      URI target = exchange.getAttribute(ServerWebExchangeUtils.GATEWAY_REQUEST_URL_ATTR);
      return target != null && "forward".equals(target.getScheme());
    }

    private static boolean isWebSocket(ServerWebExchange exchange) {
      return "websocket".equalsIgnoreCase(exchange.getRequest().getHeaders().getUpgrade());
    }
  }

  /**
   * Hears that what a request was handed on to is done with it, before that goes on: what follows
   * is the gateway's work again.
   */
  private static final class Wait extends DefaultSignalListener<Void> {
    private final RoutedRequest request;

    Wait(RoutedRequest request) {
      this.request = request;
    }

    @Override
    public void doOnComplete() {
      request.answered();
    }

    @Override
    public void doOnError(Throwable failure) {
      request.answered();
    }

    @Override
    public void doOnCancel() {
      request.answered();
    }
  }
}
