package io.hairspring.exposition.health;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A check with its limit. Takes at most one thread: while a call hangs, the check is not called
 * again and counts as timed out.
 */
final class Check {
  private static final Logger LOGGER = System.getLogger(Check.class.getName());
  private static final double NANOS_PER_SECOND = 1e9;

  private final String name;
  private final HealthCheck check;
  private final long limitNanos;

  // Set by who starts a call, cleared by its thread; compare-and-set, so that one call runs.
  private final AtomicBoolean busy = new AtomicBoolean();

  Check(String name, Duration limit, HealthCheck check) {
    this.name = name;
    this.check = check;
    limitNanos = limit.toNanos();
  }

  String name() {
    return name;
  }

  long limitNanos() {
    return limitNanos;
  }

  /** Has a thread look. The answer comes within the limit, from whichever thread has it. */
  CompletableFuture<CheckOutcome> start(ExecutorService threads) {
    CompletableFuture<CheckOutcome> outcome = new CompletableFuture<>();
    if (!busy.compareAndSet(false, true)) {
      outcome.complete(late());
      return outcome;
    }
    try {
      Future<?> call = threads.submit(() -> run(outcome));
      return outcome
          .completeOnTimeout(late(), limitNanos, TimeUnit.NANOSECONDS)
          .whenComplete((found, never) -> interruptIfLate(call, found));
    } catch (RejectedExecutionException closed) {
      busy.set(false);
      outcome.complete(new CheckOutcome(CheckResult.unhealthy("not checked any more"), 0, false));
      return outcome;
    } catch (Throwable noThread) { // or no memory for one
      busy.set(false);
      throw noThread;
    }
  }

  private static void interruptIfLate(Future<?> call, CheckOutcome found) {
    if (found.timedOut()) {
      call.cancel(true);
    }
  }

  private void run(CompletableFuture<CheckOutcome> outcome) {
    long startNanos = System.nanoTime();
    CheckResult result = look();
    busy.set(false); // first: whoever sees the outcome may start the next call
    outcome.complete(new CheckOutcome(result, System.nanoTime() - startNanos, false));
  }

  private CheckResult look() {
    try {
      return Objects.requireNonNull(check.check(), "result");
    } catch (Throwable failure) { // whatever a stranger's code throws, the outcome must come
      LOGGER.log(Level.DEBUG, () -> "health check " + name + " failed", failure);
      // The message may hold what a stranger must not read; the class says enough.
      return CheckResult.unhealthy("check failed: " + failure.getClass().getSimpleName());
    }
  }

  private CheckOutcome late() {
    return new CheckOutcome(
        CheckResult.unhealthy("no answer within " + limitNanos / NANOS_PER_SECOND + " s"),
        limitNanos,
        true);
  }
}
