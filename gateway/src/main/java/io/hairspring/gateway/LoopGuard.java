package io.hairspring.gateway;

import io.hairspring.collector.Counter;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.gateway.forwarded.HopMark;
import io.hairspring.gateway.http.ErrorAnswer;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.StatusCodes;

/**
 * Answers requests that have been through this gateway before, so that a route which leads back
 * costs one round and not all connections. Stands before what measures requests: the request was
 * counted when it came from its client, and is counted once.
 */
final class LoopGuard implements HttpHandler {
  private final HopMark mark;
  private final Counter loops;
  private final HttpHandler next;

  LoopGuard(HopMark mark, MetricsCollector metrics, HttpHandler next) {
    this.mark = mark;
    this.next = next;
    loops =
        metrics
            .counter(
                "gateway_loops_total",
                "Requests answered 508 because they had been through this gateway before; a route"
                    + " leads back to it.")
            .register();
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) throws Exception {
    if (mark.isOn(exchange)) {
      loops.inc();
      ErrorAnswer.send(exchange, StatusCodes.LOOP_DETECTED, "the route leads back to this gateway");
    } else {
      next.handleRequest(exchange);
    }
  }
}
