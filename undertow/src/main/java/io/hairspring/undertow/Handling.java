package io.hairspring.undertow;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Which request's handlers a thread is calling, so that one of them finds its measurement without
 * an attachment: the first attachment makes a map for the exchange, and slows down every later look
 * for others, of which Undertow itself has some. Any thread; a few threads share a place, and where
 * they meet one finds nothing.
 */
final class Handling {
  private static final int PLACES = 64;
  private static final int APART = 32; // references; no two places on a line, or on neighbours

  private static final VarHandle PLACE =
      MethodHandles.arrayElementVarHandle(RequestMeasurement[].class);

  // What the last thread that came to a place measures. Set opaquely by each that comes there, and
  // to null when it goes; read opaquely, since whoever finds another's sees that by the exchange, a
  // final field.
  private static final RequestMeasurement[] NOW = new RequestMeasurement[(PLACES + 1) * APART];

  private Handling() {}

  /** Calls the handlers of a request that is measured. */
  static void call(HttpHandler next, HttpServerExchange exchange, RequestMeasurement measurement)
      throws Exception {
    int place = place();
    PLACE.setOpaque(NOW, place, measurement);
    try {
      next.handleRequest(exchange);
    } finally {
      PLACE.setOpaque(NOW, place, (RequestMeasurement) null);
    }
  }

  /** Returns the last measurement of an exchange whose handlers this thread calls; or null. */
  static RequestMeasurement of(HttpServerExchange exchange) {
    RequestMeasurement found = (RequestMeasurement) PLACE.getOpaque(NOW, place());
    return found != null && found.isOf(exchange) ? found : null;
  }

  @SuppressWarnings("deprecation") // threadId() exists only since Java 19
  private static int place() {
    return ((int) Thread.currentThread().getId() & (PLACES - 1)) * APART + APART;
  }
}
