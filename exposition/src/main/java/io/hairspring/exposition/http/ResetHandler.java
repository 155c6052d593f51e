package io.hairspring.exposition.http;

import io.hairspring.exposition.format.MetricsJson;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;

/**
 * Closes the epoch and answers with it, if the caller has the token. A web page cannot make a
 * visitor's browser do so, since it does not know the token.
 */
final class ResetHandler implements HttpHandler {
  private final BearerToken token; // null if nobody may reset
  private final HttpHandler reset;

  ResetHandler(BearerToken token, Walk closing, Deflaters deflaters) {
    this.token = token;
    reset = RenderHandler.whole(closing, deflaters, MetricsJson::new);
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) throws Exception {
    if (token == null) {
      Answers.error(
          exchange, StatusCodes.FORBIDDEN, "reset is switched off; expected a configured token");
    } else if (!token.isIn(exchange.getRequestHeaders().getFirst(Headers.AUTHORIZATION))) {
      exchange.getResponseHeaders().put(Headers.WWW_AUTHENTICATE, "Bearer realm=\"metrics\"");
      Answers.error(
          exchange, StatusCodes.UNAUTHORIZED, "expected Authorization: Bearer and the reset token");
    } else {
      reset.handleRequest(exchange);
    }
  }
}
