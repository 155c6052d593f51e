package io.hairspring.undertow;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.StatusCodes;
import java.util.Deque;

/**
 * Answers with the history of the page; {@code after=N} leaves out what was read before, and {@code
 * series=…} has the heat map of one series.
 */
final class HistoryHandler implements HttpHandler {
  private final History history;

  HistoryHandler(History history) {
    this.history = history;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) {
    String after = given(exchange, "after", "0");
    String series = given(exchange, "series", "");
    if (after.matches("\\d{1,18}")) {
      Responses.json(exchange, json -> history.write(json, Long.parseLong(after), series));
    } else {
      Responses.error(
          exchange,
          StatusCodes.BAD_REQUEST,
          "after cannot be read; expected the number of a point, such as after=17");
    }
  }

  private static String given(HttpServerExchange exchange, String name, String otherwise) {
    Deque<String> values = exchange.getQueryParameters().get(name);
    return values == null ? otherwise : values.getFirst();
  }
}
