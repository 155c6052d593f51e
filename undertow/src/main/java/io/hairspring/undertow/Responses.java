package io.hairspring.undertow;

import io.hairspring.exposition.format.JsonWriter;
import io.hairspring.exposition.format.Utf8Buffer;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.StatusCodes;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;

/** How answers are sent: the headers that all have in common, and the short ones. */
final class Responses {
  private static final HttpString CONTENT_TYPE_OPTIONS = new HttpString("X-Content-Type-Options");
  private static final String RETRY_AFTER_SECONDS = "1";
  static final String JSON = "application/json; charset=utf-8";

  private Responses() {}

  /** Sends a body; for HEAD, its headers alone. */
  static void send(HttpServerExchange exchange, String contentType, ByteBuffer body) {
    head(exchange, contentType);
    exchange.getResponseHeaders().put(Headers.CONTENT_LENGTH, body.remaining());
    exchange.getResponseSender().send(body);
  }

  /** Sets what every answer says of its body, but for the length. */
  static void head(HttpServerExchange exchange, String contentType) {
    exchange
        .getResponseHeaders()
        .put(Headers.CONTENT_TYPE, contentType)
        .put(Headers.CACHE_CONTROL, "no-store")
        .put(CONTENT_TYPE_OPTIONS, "nosniff");
  }

  /** Returns the lines of a request header; none if it is absent. */
  static List<String> lines(HttpServerExchange exchange, HttpString header) {
    HeaderValues lines = exchange.getRequestHeaders().get(header);
    return lines == null ? List.of() : lines;
  }

  /** A broken connection is closed before the listeners run, a finished one only after them. */
  static boolean wasAborted(HttpServerExchange done) {
    return !done.isResponseComplete() || !done.getConnection().isOpen();
  }

  /** Sends a JSON object whose members {@code members} writes. */
  static void json(HttpServerExchange exchange, int status, Consumer<JsonWriter> members) {
    exchange.setStatusCode(status);
    json(
        exchange,
        json -> {
          json.beginObject();
          members.accept(json);
          json.endObject();
        });
  }

  /** Sends the JSON that {@code value} writes. */
  static void json(HttpServerExchange exchange, Consumer<JsonWriter> value) {
    Utf8Buffer body = new Utf8Buffer();
    value.accept(new JsonWriter(body));
    send(exchange, JSON, body.asByteBuffer());
  }

  /** Sends 503 and says what was expected, to a client that may come again in a second. */
  static void tryAgain(HttpServerExchange exchange, String message) {
    exchange.getResponseHeaders().put(Headers.RETRY_AFTER, RETRY_AFTER_SECONDS);
    error(exchange, StatusCodes.SERVICE_UNAVAILABLE, message);
  }

  /** Sends a refusal that says what was expected, and nothing of what went on inside. */
  static void error(HttpServerExchange exchange, int status, String message) {
    json(exchange, status, json -> json.name("error").value(message));
  }
}
