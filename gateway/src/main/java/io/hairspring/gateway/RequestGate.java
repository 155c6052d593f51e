package io.hairspring.gateway;

import io.hairspring.gateway.http.ErrorAnswer;
import io.hairspring.gateway.http.HeaderRules;
import io.hairspring.gateway.http.Refusal;
import io.hairspring.gateway.http.Targets;
import io.hairspring.undertow.RequestMetricsHandler;
import io.hairspring.undertow.connection.Connections;
import io.undertow.server.Connectors;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;

/** Lets requests in that HTTP allows and a gateway can pass on, and answers the others. */
final class RequestGate implements HttpHandler {
  /** What refused requests are called, so that a scanner makes one series and not many. */
  private static final String REFUSED = "(refused)";

  private static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";

  private final HttpHandler next;

  RequestGate(HttpHandler next) {
    this.next = next;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) throws Exception {
    Refusal refusal =
        Refusal.of(
            exchange.getProtocol(),
            exchange.getRequestMethod(),
            Targets.path(exchange),
            exchange.getRequestHeaders());
    if (refusal != null) {
      refuse(exchange, refusal);
      return;
    }
    if (HeaderRules.options(exchange.getRequestHeaders().get(Headers.CONNECTION))
        .contains(Headers.CLOSE)) {
      exchange.setPersistent(false); // Undertow hears it only if nothing else is said
    }
    String query = exchange.getAttachment(Connections.ODD_QUERY);
    if (query != null) {
      exchange.putAttachment(Targets.QUERY, query);
    }
    next.handleRequest(exchange);
  }

  private static void refuse(HttpServerExchange exchange, Refusal refusal) {
    exchange.putAttachment(RequestMetricsHandler.ENDPOINT, REFUSED);
    exchange.setPersistent(false);
    if (!exchange.isRequestComplete()) {
      Connectors.terminateRequest(exchange); // nobody can say where it ends
    }
    if (refusal.status() == StatusCodes.METHOD_NOT_ALLOWED) {
      exchange.getResponseHeaders().put(Headers.ALLOW, METHODS);
    }
    ErrorAnswer.send(exchange, refusal.status(), refusal.message());
  }
}
