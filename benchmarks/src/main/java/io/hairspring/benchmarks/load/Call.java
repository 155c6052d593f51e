package io.hairspring.benchmarks.load;

import io.undertow.server.ExchangeCompletionListener;
import io.undertow.server.HttpServerExchange;

/** A request under way, and what is known of it at its end; also a slot of a ring. */
final class Call implements ExchangeCompletionListener {
  private final Subject subject;
  private final long startNanos;
  String route;
  String method;
  int status;
  long nanos;
  long requestBytes;
  long responseBytes;

  /** Makes a slot. */
  Call() {
    subject = null;
    startNanos = 0;
  }

  Call(Subject subject, String route) {
    this.subject = subject;
    this.route = route;
    startNanos = System.nanoTime();
  }

  @Override
  public void exchangeEvent(HttpServerExchange exchange, NextListener next) {
    try {
      method = exchange.getRequestMethod().toString();
      status = exchange.getStatusCode();
      requestBytes = Math.max(0, exchange.getRequestContentLength());
      responseBytes = exchange.getResponseBytesSent();
      nanos = System.nanoTime() - startNanos;
      subject.ended(this);
    } finally {
      next.proceed();
    }
  }

  void copyTo(Call slot) {
    slot.route = route;
    slot.method = method;
    slot.status = status;
    slot.nanos = nanos;
    slot.requestBytes = requestBytes;
    slot.responseBytes = responseBytes;
  }
}
