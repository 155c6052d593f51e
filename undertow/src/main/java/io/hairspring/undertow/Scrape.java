package io.hairspring.undertow;

import io.hairspring.exposition.negotiation.AcceptEncoding;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.StatusCodes;
import java.time.Duration;
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
  private static final Duration MOST_MARGIN = Duration.ofMillis(500);
  private static final int MARGIN_PART = 4;
  private static final Duration LEAST_BUDGET = Duration.ofMillis(500);
  private static final Executor HERE = Runnable::run;

  private final HttpServerExchange exchange;
  private final AcceptEncoding encoding;
  private final String typeSuffix;
  private final ServerLimits limits;
  private final FormatMetrics measured;
  private final ServerMetrics counts;
  private final AnswerPlaces places;
  private final long startNanos;
  private final int patienceMillis;
  private final Runnable cutOff = this::cutOff;
  private final AtomicBoolean ended = new AtomicBoolean(); // whether its outcome is counted
  private final AtomicBoolean settled = new AtomicBoolean(); // whether who answers is decided
  private Deadline waiting; // written before the scrape is handed to another thread

  Scrape(
      HttpServerExchange exchange,
      Offers.Chosen chosen,
      ServerLimits limits,
      ServerMetrics counts,
      AnswerPlaces places) {
    this.exchange = exchange;
    this.limits = limits;
    measured = chosen.renderings().measured();
    typeSuffix = chosen.typeSuffix();
    this.counts = counts;
    this.places = places;
    startNanos = measured.nanoTime();
    patienceMillis = patienceMillis();
    encoding = AcceptEncoding.of(Answers.lines(exchange, Headers.ACCEPT_ENCODING));
  }

  AcceptEncoding encoding() {
    return encoding;
  }

  /** Returns whether it waits no more, because it took too long or the client left. */
  boolean isOver() {
    if (exchange.isComplete() && settled.compareAndSet(false, true)) {
      waiting.cancel();
      ended(ScrapeOutcome.LEFT);
    }
    return settled.get();
  }

  /** Begins to wait. */
  void await() {
    waiting = Deadline.of(exchange, patienceMillis, this::timedOut);
  }

  /** Returns how long sources may be asked. */
  Duration pullBudget() {
    return pullBudget(
        Duration.ofMillis(patienceMillis), Duration.ofNanos(measured.nanoTime() - startNanos));
  }

  /**
   * Returns how long sources may be asked: until so much before the client gives up that what they
   * told can still be written and sent. Never less than half a second, so that an impatient client
   * does not spoil the answer of those it shares with; it may time out instead.
   */
  static Duration pullBudget(Duration patience, Duration sinceArrival) {
    Duration part = patience.dividedBy(MARGIN_PART);
    Duration margin = part.compareTo(MOST_MARGIN) < 0 ? part : MOST_MARGIN;
    Duration left = patience.minus(sinceArrival).minus(margin);
    return left.compareTo(LEAST_BUDGET) < 0 ? LEAST_BUDGET : left;
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
      ended(ScrapeOutcome.TIMED_OUT);
      tryAgain("no answer in time; expected fewer or smaller scrapes");
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
              sent(done);
              answer.release();
            } finally {
              chain.proceed();
            }
          });
    } catch (IllegalStateException gone) { // the client left while it waited
      ended(ScrapeOutcome.LEFT);
      answer.release();
      return;
    }
    exchange.dispatch(
        HERE,
        request -> {
          Deadline slow = Deadline.of(request, limits.slowMillis(), this::isSlow);
          Deadline last = Deadline.of(request, limits.sendMillis(), cutOff);
          request.addExchangeCompleteListener(
              (done, chain) -> {
                slow.cancel();
                last.cancel();
                places.done(cutOff);
                chain.proceed();
              });
          answer.sendTo(request, encoding, typeSuffix);
        });
  }

  private void sent(HttpServerExchange done) {
    measured.sent(done.getResponseBytesSent());
    if (RequestMeasurement.wasAborted(done)) {
      ended(ScrapeOutcome.LEFT);
    } else if (ended(ScrapeOutcome.ANSWERED)) {
      measured.answered(startNanos);
    }
  }

  private void isSlow() {
    places.slow(cutOff);
    if (exchange.isComplete()) {
      places.done(cutOff); // it came to its end just before
    }
  }

  /** Closes the connection of a client that reads too slowly. From any thread. */
  private void cutOff() {
    if (!exchange.isComplete() && ended(ScrapeOutcome.CUT_OFF)) {
      IoUtils.safeClose(exchange.getConnection());
    }
  }

  /** Answers that there is no place, unless the wait was too long. */
  void refused() {
    if (settle()) {
      ended(ScrapeOutcome.REFUSED);
      tryAgain("too many requests at once; expected fewer");
    }
  }

  /** Answers that rendering failed, unless the wait was too long. */
  void failed() {
    if (settle()) {
      ended(ScrapeOutcome.FAILED);
      exchange.dispatch(
          HERE,
          request -> Answers.error(request, StatusCodes.INTERNAL_SERVER_ERROR, "internal error"));
    }
  }

  /** Counts the outcome, unless another was before. */
  private boolean ended(ScrapeOutcome outcome) {
    boolean first = ended.compareAndSet(false, true);
    if (first) {
      counts.ended(outcome).inc();
    }
    return first;
  }

  private boolean settle() {
    waiting.cancel();
    return settled.compareAndSet(false, true);
  }

  private void tryAgain(String message) {
    exchange.dispatch(HERE, request -> Answers.tryAgain(request, message));
  }
}
