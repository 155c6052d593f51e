package io.hairspring.undertow;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.StatusCodes;
import java.util.Deque;

/** Answers with the history of the page; {@code after=N} leaves out what was read before. */
final class HistoryHandler implements HttpHandler {
  private final History history;

  HistoryHandler(History history) {
    this.history = history;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) {
    Deque<String> given = exchange.getQueryParameters().get("after");
    String after = given == null ? "0" : given.getFirst();
    if (after.matches("\\d{1,18}")) {
      Responses.json(exchange, json -> history.write(json, Long.parseLong(after)));
    } else {
      Responses.error(
          exchange,
          StatusCodes.BAD_REQUEST,
          "after cannot be read; expected the number of a point, such as after=17");
    }
  }
}
