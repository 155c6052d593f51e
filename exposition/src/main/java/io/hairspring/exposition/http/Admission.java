package io.hairspring.exposition.http;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;

/**
 * Lets so many requests in at a time and no more: counted from here until the answer is sent, which
 * bounds both the queue and the memory of answers under way. Beyond the bound a request is answered
 * 503 at once, and counted.
 */
final class Admission {
  private static final String RETRY_AFTER_SECONDS = "1";

  private final Executor executor;
  private final Semaphore places;
  private final LongAdder refused;

  /** Creates an admission that counts into {@code refused}. */
  Admission(Executor executor, int places, LongAdder refused) {
    this.executor = executor;
    this.places = new Semaphore(places);
    this.refused = refused;
  }

  /** Runs {@code handler} on another thread if there is a place. */
  void admit(HttpServerExchange exchange, HttpHandler handler) {
    if (enter(exchange)) {
      exchange.dispatch(executor, handler);
    }
  }

  /** Takes a place until the exchange is complete, or answers 503 if there is none. */
  boolean enter(HttpServerExchange exchange) {
    if (!places.tryAcquire()) {
      refused.increment();
      exchange.getResponseHeaders().put(Headers.RETRY_AFTER, RETRY_AFTER_SECONDS);
      Answers.error(
          exchange, StatusCodes.SERVICE_UNAVAILABLE, "too many requests at once; expected fewer");
      return false;
    }
    exchange.addExchangeCompleteListener(
        (done, chain) -> {
          try {
            places.release();
          } finally {
            chain.proceed();
          }
        });
    return true;
  }
}
