package io.hairspring.spring;

import java.util.Set;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.observability.DefaultSignalListener;

/**
 * One request, from its arrival to its end, which it hears before that goes on: a failure's answer
 * is made by who is told of it. Its signals come one after the other, on whatever thread, as
 * Reactor has it; so its fields are plain.
 */
final class RoutedRequest extends DefaultSignalListener<Void> {
  private static final String KEY = RoutedRequest.class.getName();
  private static final String NO_ROUTE = "none";
  private static final Set<HttpMethod> METHODS = Set.of(HttpMethod.values());
  private static final String OTHER = "other";
  private static final long NEVER = -1;
  private static final int NO_STATUS = 0;
  private static final int OK = 200;

  private final ServerWebExchange exchange;
  private final GatewayMetrics metrics;
  private final long startNanos;
  private boolean routed;
  private boolean waiting;
  private long waitStartNanos;
  private long waitedNanos; // of attempts that have ended
  private long ownNanos = NEVER; // until the head of the answer goes out
  private boolean failed; // and has no status yet

  RoutedRequest(ServerWebExchange exchange, GatewayMetrics metrics) {
    this.exchange = exchange;
    this.metrics = metrics;
    startNanos = metrics.ticker().nanoTime();
    exchange.getAttributes().put(KEY, this);
    metrics.began();
  }

  /** Returns the request of an exchange; null if it is not measured. */
  static RoutedRequest of(ServerWebExchange exchange) {
    return exchange.getAttribute(KEY);
  }

  /** Says that it is handed on. */
  void handedOn() {
    routed = true;
    waiting = true;
    waitStartNanos = metrics.ticker().nanoTime();
  }

  /** Says that the head of an answer is there, or that none will come. */
  void answered() {
    waitedNanos = waitedNanos(metrics.ticker().nanoTime());
    waiting = false;
  }

  /** Says that the head of its answer goes out; what follows is paced by others. */
  void committed() {
    long now = metrics.ticker().nanoTime();
    ownNanos = ownNanos(now);
    if (failed) {
      record(now, status(), false);
    }
  }

  /** It came to its end. */
  @Override
  public void doOnComplete() {
    metrics.ended();
    record(metrics.ticker().nanoTime(), status(), false);
  }

  /** It failed: before its answer, which then tells the status, or amid that. */
  @Override
  public void doOnError(Throwable failure) {
    metrics.ended();
    if (ownNanos == NEVER) {
      failed = true;
    } else {
      record(metrics.ticker().nanoTime(), status(), true);
    }
  }

  /** Its client has left. */
  @Override
  public void doOnCancel() {
    metrics.ended();
    record(metrics.ticker().nanoTime(), ownNanos == NEVER ? NO_STATUS : status(), true);
  }

  private void record(long now, int status, boolean aborted) {
    String route = route();
    GatewayMetrics.Series series = metrics.series(route, method());
    series.requests().record(status, now - startNanos);
    series.own().record(ownNanos == NEVER ? ownNanos(now) : ownNanos);
    if (aborted) {
      series.requests().aborted();
    }
    if (routed) {
      metrics.waits(route).record(waitedNanos(now));
    }
  }

  /** Returns how long it has waited, now included: as a WebSocket does, or one that is left. */
  private long waitedNanos(long now) {
    return waitedNanos + (waiting ? now - waitStartNanos : 0);
  }

  private long ownNanos(long now) {
    return now - startNanos - waitedNanos(now);
  }

  /** Returns the method as a label: clients may send any word as one, and labels must stay few. */
  private String method() {
    HttpMethod method = exchange.getRequest().getMethod();
    return METHODS.contains(method) ? method.name() : OTHER;
  }

  private int status() {
    HttpStatusCode status = exchange.getResponse().getStatusCode();
    return status == null ? OK : status.value(); // which is what Spring sends then
  }

  /** Returns the route's id, or else the pattern of what answers, or else that there is none. */
  private String route() {
    Route route = exchange.getAttribute(ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR);
    if (route != null) {
      return route.getId();
    }
    Object pattern = exchange.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
    return pattern == null ? NO_ROUTE : pattern.toString();
  }
}
