package io.hairspring.exposition.http;

import io.hairspring.exposition.negotiation.AcceptEncoding;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.StatusCodes;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.xnio.IoUtils;

/**
 * A client that waits for a rendering and then reads it. It waits no longer than it says in {@code
 * X-Prometheus-Scrape-Timeout-Seconds}, and reads no longer than the server's limit.
 */
final class Scrape {
  private static final HttpString TIMEOUT = new HttpString("X-Prometheus-Scrape-Timeout-Seconds");
  private static final Pattern SECONDS = Pattern.compile("\\d{1,6}(\\.\\d{1,9})?");
  private static final double MILLIS_PER_SECOND = 1000;
  private static final String RETRY_AFTER_SECONDS = "1";
  private static final Executor HERE = Runnable::run;

  private final HttpServerExchange exchange;
  private final AcceptEncoding encoding;
  private final ServerLimits limits;
  private final ScrapeCounts counts;
  private final SlowReaders slowReaders;
  private final AtomicBoolean cut = new AtomicBoolean();
  private final AtomicBoolean settled = new AtomicBoolean(); // whether who answers is decided
  private Deadline waiting; // written before the scrape is handed to another thread

  Scrape(
      HttpServerExchange exchange,
      ServerLimits limits,
      ScrapeCounts counts,
      SlowReaders slowReaders) {
    this.exchange = exchange;
    this.limits = limits;
    this.counts = counts;
    this.slowReaders = slowReaders;
    encoding = AcceptEncoding.of(Answers.lines(exchange, Headers.ACCEPT_ENCODING));
  }

  AcceptEncoding encoding() {
    return encoding;
  }

  /** Returns whether it waits no more, because it took too long or the client left. */
  boolean isOver() {
    return settled.get() || exchange.isComplete();
  }

  /** Begins to wait. */
  void await() {
    waiting = Deadline.of(exchange, patienceMillis(), this::timedOut);
  }

  private int patienceMillis() {
    String asked = exchange.getRequestHeaders().getFirst(TIMEOUT);
    if (asked == null || !SECONDS.matcher(asked.strip()).matches()) {
      return limits.waitMillis();
    }
    double millis = Double.parseDouble(asked.strip()) * MILLIS_PER_SECOND;
    return millis < 1 ? limits.waitMillis() : (int) Math.min(millis, limits.waitMillis());
  }

  private void timedOut() {
    if (settled.compareAndSet(false, true)) {
      counts.timedOut().increment();
      fail(StatusCodes.SERVICE_UNAVAILABLE, "no answer in time; expected fewer or smaller scrapes");
    }
  }

  /** Answers with {@code answer}, unless the wait was too long. Lets go of it in the end. */
  void answer(SharedAnswer answer) {
    if (!settle()) {
      answer.release();
      return;
    }
    try {
      exchange.addExchangeCompleteListener(
          (done, chain) -> {
            try {
              answer.release();
            } finally {
              chain.proceed();
            }
          });
    } catch (IllegalStateException gone) { // the client left while it waited
      answer.release();
      return;
    }
    exchange.dispatch(
        HERE,
        request -> {
          Deadline slow = Deadline.of(request, limits.slowMillis(), this::isSlow);
          Deadline last = Deadline.of(request, limits.sendMillis(), this::cutOff);
          request.addExchangeCompleteListener(
              (done, chain) -> {
                slow.cancel();
                last.cancel();
                slowReaders.remove(this);
                chain.proceed();
              });
          answer.sendTo(request, encoding);
        });
  }

  private void isSlow() {
    slowReaders.add(this);
    if (exchange.isComplete()) {
      slowReaders.remove(this); // it came to its end just before
    }
  }

  /** Closes the connection of a client that reads too slowly. From any thread. */
  void cutOff() {
    if (!exchange.isComplete() && cut.compareAndSet(false, true)) {
      counts.cutOff().increment();
      IoUtils.safeClose(exchange.getConnection());
    }
  }

  /** Answers that there is no place, unless the wait was too long. */
  void refused() {
    if (settle()) {
      counts.refused().increment();
      fail(StatusCodes.SERVICE_UNAVAILABLE, "too many requests at once; expected fewer");
    }
  }

  /** Answers that rendering failed, unless the wait was too long. */
  void failed() {
    if (settle()) {
      fail(StatusCodes.INTERNAL_SERVER_ERROR, "internal error");
    }
  }

  private boolean settle() {
    waiting.cancel();
    return settled.compareAndSet(false, true);
  }

  private void fail(int status, String message) {
    exchange.dispatch(
        HERE,
        request -> {
          if (status == StatusCodes.SERVICE_UNAVAILABLE) {
            request.getResponseHeaders().put(Headers.RETRY_AFTER, RETRY_AFTER_SECONDS);
          }
          Answers.error(request, status, message);
        });
  }
}
