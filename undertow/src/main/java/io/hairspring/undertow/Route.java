package io.hairspring.undertow;

import io.hairspring.collector.Counter;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.util.Set;

/**
 * What answers on one path.
 *
 * @param methods the methods it answers, in capital letters as they are meant
 * @param allow the same, as the {@code Allow} header lists them
 * @param admission who hands its requests to another thread; null if it answers at once, on the I/O
 *     thread
 * @param handler answers
 */
record Route(Set<String> methods, String allow, Admission admission, HttpHandler handler) {
  /** Returns a route that is read. */
  static Route get(Admission admission, HttpHandler handler) {
    return new Route(Set.of("GET", "HEAD"), "GET, HEAD", admission, handler);
  }

  /** Returns a route that changes something. */
  static Route post(Admission admission, HttpHandler handler) {
    return new Route(Set.of("POST"), "POST", admission, handler);
  }

  /** Answers, or has another thread answer; counts if that has no time. */
  void handle(HttpServerExchange exchange, HttpHandler guarded, Counter refused) throws Exception {
    if (admission == null) {
      guarded.handleRequest(exchange);
    } else {
      admission.admit(exchange, guarded, refused);
    }
  }
}
