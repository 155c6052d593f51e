package io.hairspring.gateway.proxy;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;

/** The small JSON body of an answer that the gateway gives itself. */
final class ErrorAnswer {
  private ErrorAnswer() {}

  /** Ends an exchange whose answer has not begun; the message holds nothing to escape. */
  static void send(HttpServerExchange exchange, int status, String message) {
    exchange.setStatusCode(status);
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
    exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
    exchange.getResponseSender().send("{\"error\":\"" + message + "\"}\n");
  }
}
