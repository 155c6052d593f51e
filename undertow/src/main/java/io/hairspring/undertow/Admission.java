package io.hairspring.undertow;

import io.hairspring.collector.Counter;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;

/**
 * Lets so many requests in at a time and no more: counted from here until the answer is sent, which
 * bounds both the queue and the memory of answers under way. Beyond the bound a request is answered
 * 503 at once, and counted.
 */
final class Admission {
  private final Executor executor;
  private final Semaphore places;

  Admission(Executor executor, int places) {
    this.executor = executor;
    this.places = new Semaphore(places);
  }

  /** Runs {@code handler} on another thread if there is a place, and counts if there is none. */
  void admit(HttpServerExchange exchange, HttpHandler handler, Counter refused) {
    if (enter(exchange, refused)) {
      exchange.dispatch(executor, handler);
    }
  }

  /** Takes a place until the exchange is complete, or counts and answers 503 if there is none. */
  private boolean enter(HttpServerExchange exchange, Counter refused) {
    if (!places.tryAcquire()) {
      refused.inc();
      Responses.tryAgain(exchange, "too many requests at once; expected fewer");
      return false;
    }
    try {
      exchange.addExchangeCompleteListener(
          (done, chain) -> {
            try {
              places.release();
            } finally {
              chain.proceed();
            }
          });
    } catch (Throwable gone) { // the exchange is complete already
      places.release();
      throw gone;
    }
    return true;
  }
}
