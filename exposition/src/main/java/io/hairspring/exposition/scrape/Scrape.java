package io.hairspring.exposition.scrape;

import io.hairspring.exposition.negotiation.AcceptEncoding;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;

/**
 * A client that waits for a rendering and then reads it. It waits no longer than it says in {@code
 * X-Prometheus-Scrape-Timeout-Seconds}, and reads no longer than the limits allow.
 */
final class Scrape {
  private static final String TIMEOUT = "X-Prometheus-Scrape-Timeout-Seconds";
  private static final Pattern SECONDS = Pattern.compile("\\d{1,6}(\\.\\d{1,9})?");
  private static final double MILLIS_PER_SECOND = 1000;
  private static final Duration MOST_MARGIN = Duration.ofMillis(500);
  private static final int MARGIN_PART = 4;
  private static final Duration LEAST_BUDGET = Duration.ofMillis(500);

  private final ScrapeRequest request;
  private final FormatNegotiator.Chosen chosen;
  private final AcceptEncoding encoding;
  private final ScrapeLimits limits;
  private final ScrapeCounts counts;
  private final ResponseSlots slots;
  private final long startNanos;
  private final Duration patience;
  private final Runnable disconnect = this::disconnect;
  private final CompletableFuture<ScrapeAnswer> promise = new CompletableFuture<>();
  private final AtomicBoolean counted = new AtomicBoolean(); // whether its outcome is

  // Whoever reads is timed only where the host has not sent all at once. Written by the thread that
  // answers and then the end looked at; read by the thread that ends it, after the end is there.
  private volatile Reading reading;

  Scrape(
      ScrapeRequest request,
      FormatNegotiator.Chosen chosen,
      ScrapeLimits limits,
      ScrapeCounts counts,
      ResponseSlots slots) {
    this.request = request;
    this.chosen = chosen;
    this.limits = limits;
    this.counts = counts;
    this.slots = slots;
    startNanos = chosen.pool().nanoTime();
    patience = patience();
    encoding = AcceptEncoding.of(request.lines("Accept-Encoding"));
  }

  AcceptEncoding encoding() {
    return encoding;
  }

  /** Returns whether it waits no more, because it took too long or the client left. */
  boolean isOver() {
    return promise.isDone();
  }

  /** Begins to wait, and returns what is answered; whoever cancels it says that the client left. */
  CompletableFuture<ScrapeAnswer> await() {
    CompletableFuture<Boolean> waiting = after(patience, this::timedOut);
    CompletableFuture<ScrapeAnswer> unused =
        promise.whenComplete(
            (answer, left) -> {
              waiting.complete(false);
              if (left != null) {
                count(ScrapeCounts.Outcome.CLIENT_DISCONNECTED);
              }
            });
    return promise;
  }

  /**
   * Runs this after so long, unless what is returned is completed before: with false, and not by
   * cancelling, after which the JDK would keep it until then.
   */
  private static CompletableFuture<Boolean> after(Duration time, Runnable late) {
    CompletableFuture<Boolean> timer = new CompletableFuture<>();
    CompletableFuture<Void> unused =
        timer.thenAccept(
            isLate -> {
              if (isLate) {
                late.run();
              }
            });
    return timer.completeOnTimeout(true, time.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Returns how long sources may be asked. */
  Duration sourceBudget() {
    return sourceBudget(patience, Duration.ofNanos(chosen.pool().nanoTime() - startNanos));
  }

  /**
   * Returns how long sources may be asked: until so much before the client gives up that what they
   * told can still be written and sent. Never less than half a second, so that an impatient client
   * does not spoil the answer of those it shares with; it may time out instead.
   */
  static Duration sourceBudget(Duration patience, Duration sinceArrival) {
    Duration part = patience.dividedBy(MARGIN_PART);
    Duration margin = part.compareTo(MOST_MARGIN) < 0 ? part : MOST_MARGIN;
    Duration left = patience.minus(sinceArrival).minus(margin);
    return left.compareTo(LEAST_BUDGET) < 0 ? LEAST_BUDGET : left;
  }

  private Duration patience() {
    List<String> lines = request.lines(TIMEOUT);
    String asked = lines.isEmpty() ? "" : lines.get(0).strip();
    if (!SECONDS.matcher(asked).matches()) {
      return limits.maxWait();
    }
    Duration said = Duration.ofMillis((long) (Double.parseDouble(asked) * MILLIS_PER_SECOND));
    return said.isZero() || said.compareTo(limits.maxWait()) > 0 ? limits.maxWait() : said;
  }

  private void timedOut() {
    settle(
        ScrapeCounts.Outcome.TIMED_OUT,
        ScrapeAnswer.UNAVAILABLE,
        "no answer in time; expected fewer or smaller scrapes");
  }

  /** Answers that there is no slot, unless the wait was too long. */
  void refused() {
    settle(
        ScrapeCounts.Outcome.REFUSED,
        ScrapeAnswer.UNAVAILABLE,
        "too many requests at once; expected fewer");
  }

  /** Answers that rendering failed, unless the wait was too long. */
  void failed() {
    settle(ScrapeCounts.Outcome.FAILED, ScrapeAnswer.INTERNAL_ERROR, "internal error");
  }

  private void settle(ScrapeCounts.Outcome outcome, int status, String message) {
    ScrapeAnswer error = ScrapeAnswer.error(request, status, message).with("Vary", chosen.vary());
    if (!promise.isDone() && promise.complete(error)) {
      count(outcome);
    }
  }

  /** Answers with {@code shared}, unless the wait was too long. Lets go of it in the end. */
  void answer(SharedAnswer shared) {
    ScrapeAnswer answer =
        shared
            .answer(
                request,
                encoding,
                chosen.contentType(),
                (whole, bytes) -> ended(shared, whole, bytes))
            .with("Vary", chosen.vary());
    if (!promise.complete(answer)) {
      shared.release();
    } else if (!answer.hasEnded()) {
      reading =
          new Reading(
              after(limits.maxReadWhenFull(), () -> slow(answer)),
              after(limits.maxRead(), disconnect));
      if (answer.hasEnded()) {
        stopReading();
      }
    }
  }

  private void ended(SharedAnswer shared, boolean whole, long bytes) {
    stopReading();
    chosen.pool().sent(bytes);
    if (!whole) {
      count(ScrapeCounts.Outcome.CLIENT_DISCONNECTED);
    } else if (count(ScrapeCounts.Outcome.SUCCESS)) {
      chosen.pool().answered(startNanos);
    }
    shared.release();
  }

  private void stopReading() {
    Reading timers = reading;
    if (timers != null) {
      timers.slow().complete(false);
      timers.last().complete(false);
      slots.done(disconnect);
    }
  }

  private void slow(ScrapeAnswer answer) {
    slots.slow(disconnect);
    if (answer.hasEnded()) {
      slots.done(disconnect); // it came to its end just before
    }
  }

  /** Disconnects a client that reads too slowly, unless its answer has ended. From any thread. */
  private void disconnect() {
    if (count(ScrapeCounts.Outcome.SLOW_CLIENT)) {
      request.disconnect().run();
    }
  }

  /** Counts the outcome, unless another was before. */
  private boolean count(ScrapeCounts.Outcome outcome) {
    boolean first = counted.compareAndSet(false, true);
    if (first) {
      counts.ended(outcome).inc();
    }
    return first;
  }

  /** What happens to a client that goes on reading. */
  private record Reading(CompletableFuture<Boolean> slow, CompletableFuture<Boolean> last) {}
}
