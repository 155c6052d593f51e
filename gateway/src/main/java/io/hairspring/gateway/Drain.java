package io.hairspring.gateway;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Knows how many requests are under way and waits for them to end. While draining, a request that
 * still comes over a kept connection is answered, and the connection closed behind it: its client
 * could not know. Thread-safe.
 */
final class Drain implements HttpHandler {
  private static final long POLL_MILLIS = 5;

  private final HttpHandler next;
  private final AtomicLong inFlight = new AtomicLong();
  private volatile boolean draining;

  Drain(HttpHandler next) {
    this.next = next;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) throws Exception {
    exchange.addExchangeCompleteListener(
        (done, chain) -> {
          inFlight.decrementAndGet();
          chain.proceed();
        });
    inFlight.incrementAndGet();
    exchange.addResponseCommitListener(
        answered -> {
          if (draining) {
            answered.setPersistent(false); // which the answer says
          }
        });
    next.handleRequest(exchange);
  }

  long inFlight() {
    return inFlight.get();
  }

  boolean draining() {
    return draining;
  }

  /** Says that the gateway stops: answers from now on close their connection. */
  void begin() {
    draining = true;
  }

  /**
   * Waits until no request is under way.
   *
   * @return how many still are when the limit is over; 0 as a rule
   */
  long await(Duration limit) throws InterruptedException {
    long endNanos = System.nanoTime() + limit.toNanos();
    while (inFlight.get() > 0 && System.nanoTime() < endNanos) {
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
    return inFlight.get();
  }
}
