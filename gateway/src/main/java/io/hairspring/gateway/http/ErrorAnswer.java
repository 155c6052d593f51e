package io.hairspring.gateway.http;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;

/** The small JSON body of an answer that the gateway gives itself. */
public final class ErrorAnswer {
  private ErrorAnswer() {}

  /**
   * Answers an exchange whose answer has not begun, and ends it.
   *
   * @param message holds nothing that JSON would escape
   */
  public static void send(HttpServerExchange exchange, int status, String message) {
    exchange.setStatusCode(status);
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
    exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
    exchange.getResponseSender().send("{\"error\":\"" + message + "\"}\n");
  }
}
