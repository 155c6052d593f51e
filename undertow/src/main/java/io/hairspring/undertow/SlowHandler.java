package io.hairspring.undertow;

import io.hairspring.catalog.SlowRequests;
import io.hairspring.exposition.format.Utf8Buffer;
import io.hairspring.exposition.negotiation.Accept;
import io.hairspring.exposition.negotiation.MediaType;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.util.List;
import java.util.Map;

/** Answers with the slowest requests, as JSON or as tables by what the client accepts. */
final class SlowHandler implements HttpHandler {
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final List<MediaType> OFFERED =
      List.of(
          new MediaType("application", "json", Map.of()), new MediaType("text", "plain", Map.of()));

  private final SlowRequests slow; // null for none

  SlowHandler(SlowRequests slow) {
    this.slow = slow;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) {
    exchange.getResponseHeaders().put(Headers.VARY, "Accept");
    if (slow == null) {
      Responses.error(
          exchange,
          StatusCodes.NOT_FOUND,
          "slow requests are not kept; expected slow-requests > 0");
      return;
    }
    Utf8Buffer body = new Utf8Buffer();
    if (Accept.of(Responses.lines(exchange, Headers.ACCEPT)).choose(OFFERED) == 0) {
      SlowRequestsText.json(slow, body);
      Responses.send(exchange, Responses.JSON, body.asByteBuffer());
    } else {
      SlowRequestsText.tables(slow, body);
      Responses.send(exchange, TEXT, body.asByteBuffer());
    }
  }
}
