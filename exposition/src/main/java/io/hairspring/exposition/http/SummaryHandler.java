package io.hairspring.exposition.http;

import io.hairspring.exposition.format.LatencySummaryJson;
import io.hairspring.exposition.format.LatencySummaryTable;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import java.util.Locale;

/**
 * Answers with the latency summary: a table for whoever asks for {@code text/plain} first, JSON for
 * everybody else.
 */
final class SummaryHandler implements HttpHandler {
  private final HttpHandler json;
  private final HttpHandler table;

  SummaryHandler(Walk walk) {
    json = RenderHandler.filtered(walk, LatencySummaryJson::new);
    table = RenderHandler.filtered(walk, LatencySummaryTable::new);
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) throws Exception {
    exchange.getResponseHeaders().put(Headers.VARY, "Accept");
    (wantsText(exchange) ? table : json).handleRequest(exchange);
  }

  private static boolean wantsText(HttpServerExchange exchange) {
    HeaderValues accept = exchange.getRequestHeaders().get(Headers.ACCEPT);
    return accept != null
        && accept.getFirst().strip().toLowerCase(Locale.ROOT).startsWith("text/plain");
  }
}
