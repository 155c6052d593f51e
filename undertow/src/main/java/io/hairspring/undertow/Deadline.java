package io.hairspring.undertow;

import io.undertow.server.HttpServerExchange;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.xnio.XnioExecutor;

/** Something that happens on an exchange's I/O thread after a while, unless it is called off. */
final class Deadline {
  private final XnioExecutor.Key timer; // null if the I/O thread ends, and the connection with it

  private Deadline(XnioExecutor.Key timer) {
    this.timer = timer;
  }

  static Deadline of(HttpServerExchange exchange, int millis, Runnable late) {
    try {
      return new Deadline(exchange.getIoThread().executeAfter(late, millis, TimeUnit.MILLISECONDS));
    } catch (RejectedExecutionException ending) {
      return new Deadline(null);
    }
  }

  /** Calls it off; too late if it happens now. */
  void cancel() {
    if (timer != null) {
      timer.remove();
    }
  }
}
