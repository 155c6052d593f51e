package io.hairspring.gateway;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import org.xnio.XnioIoThread;

/**
 * Knows how many requests are under way and waits for them to end. While draining, a request that
 * still comes over a kept connection is answered, and the connection closed behind it: its client
 * could not know. For a moment, while the listening socket closes, it lets requests wait: a client
 * that awaits an answer opens no connection that the closing socket would reset. Thread-safe.
 */
final class Drain implements HttpHandler {
  private static final long POLL_MILLIS = 5;
  private static final long UNASKED_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final HttpHandler next;
  private final LongSupplier inFlight;
  private final List<Runnable> held = new ArrayList<>(); // under the monitor
  private volatile boolean draining;
  private volatile boolean holding; // changed under the monitor

  /**
   * Creates one that lets all requests through.
   *
   * @param inFlight tells how many of them have not ended
   */
  Drain(LongSupplier inFlight, HttpHandler next) {
    this.inFlight = inFlight;
    this.next = next;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) throws Exception {
    exchange.addResponseCommitListener(
        answered -> {
          if (draining) {
            answered.setPersistent(false); // which the answer says
          }
        });
    if (holding) {
      exchange.dispatch(task -> hold(exchange.getIoThread(), task), next);
    } else {
      next.handleRequest(exchange);
    }
  }

  private synchronized void hold(XnioIoThread thread, Runnable request) {
    if (holding) {
      held.add(() -> thread.execute(request));
    } else {
      thread.execute(request);
    }
  }

  /** Lets requests that come wait until they are released. */
  void hold() {
    synchronized (this) {
      holding = true;
    }
  }

  /** Handles the requests that wait, and those that come. */
  void release() {
    synchronized (this) {
      holding = false;
      held.forEach(Runnable::run);
      held.clear();
    }
  }

  long inFlight() {
    return inFlight.getAsLong();
  }

  boolean draining() {
    return draining;
  }

  /** Says that the gateway stops: answers from now on close their connection. */
  void begin() {
    draining = true;
  }

  /**
   * Waits until no request is under way, and none is likely to be on its way: up to a second for
   * connections that are open and have not asked anything yet.
   *
   * @param unasked tells how many such connections there are
   * @return how many requests are under way still when the limit is over; 0 as a rule
   */
  long await(Duration limit, IntSupplier unasked) throws InterruptedException {
    long startNanos = System.nanoTime();
    while (System.nanoTime() - startNanos < limit.toNanos()
        && (inFlight.getAsLong() > 0
            || (unasked.getAsInt() > 0 && System.nanoTime() - startNanos < UNASKED_NANOS))) {
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
    return inFlight.getAsLong();
  }
}
