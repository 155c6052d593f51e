package io.hairspring.undertow;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;

/**
 * Lets those reset who have the token. A web page cannot make a visitor's browser do so, since it
 * does not know the token.
 */
final class ResetHandler implements HttpHandler {
  private final Credential token; // null if nobody may reset
  private final ServerMetrics counts;
  private final HttpHandler reset;

  ResetHandler(Credential token, Resources resources) {
    this.token = token;
    counts = resources.counts();
    reset = new ScrapeHandler("/reset", resources.scrapes()::reset);
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) throws Exception {
    if (token == null) {
      Responses.error(
          exchange, StatusCodes.FORBIDDEN, "reset is switched off; expected a configured token");
    } else if (!token.isIn(exchange.getRequestHeaders().getFirst(Headers.AUTHORIZATION))) {
      counts.unauthorized().inc();
      exchange.getResponseHeaders().put(Headers.WWW_AUTHENTICATE, token.challenge());
      Responses.error(
          exchange, StatusCodes.UNAUTHORIZED, "expected Authorization: Bearer and the reset token");
    } else {
      reset.handleRequest(exchange);
    }
  }
}
