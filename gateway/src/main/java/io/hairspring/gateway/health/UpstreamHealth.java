package io.hairspring.gateway.health;

import io.hairspring.exposition.health.CheckResult;
import io.hairspring.exposition.health.HealthCheck;
import io.hairspring.gateway.route.Route;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How one upstream does. It fails when a path that is asked for is not answered well, or when its
 * last calls all failed: {@value #FAILING_CALLS} or more without one between them that was answered
 * with a status below 500. Never worse than degraded: the gateway itself works, and taking it out
 * of service would take its other routes along. Any thread.
 */
public final class UpstreamHealth implements HealthCheck {
  private static final int FAILING_CALLS = 3;

  private final UpstreamProbe probe; // null for none
  private final FailureLog log;

  // Calls that failed since one was answered well; most answers only read it.
  private final AtomicLong failedInRow = new AtomicLong();
  private volatile String lastFailure = "";

  /**
   * Creates the health of an upstream that was not called yet.
   *
   * @param checkPath what is asked for at its host; null for nothing
   */
  public UpstreamHealth(Route route, String checkPath) {
    this(route, checkPath, new FailureLog(route));
  }

  UpstreamHealth(Route route, String checkPath, FailureLog log) {
    probe = checkPath == null ? null : new UpstreamProbe(route, checkPath);
    this.log = log;
  }

  /** A call was answered. */
  void answered(int status) {
    if (status >= 500) {
      long failed = failed("answered " + status);
      if (failed >= FAILING_CALLS) { // single ones are the application's own matter
        log.failed("answers", "answers with status " + status);
      }
    } else if (failedInRow.get() != 0) {
      recovered(failedInRow.getAndSet(0));
    }
  }

  /**
   * A call failed.
   *
   * @param cause one of few words
   * @param message for people
   */
  void failed(String cause, String message) {
    failed(message);
    log.failed(cause, message);
  }

  /** A call got no connection, since all were in use: too much to do, but not out of order. */
  void crowded(String cause, String message) {
    log.failed(cause, message);
  }

  private long failed(String message) {
    lastFailure = message;
    return failedInRow.incrementAndGet();
  }

  private void recovered(long failed) {
    if (failed >= FAILING_CALLS) {
      log.recovered(failed);
    }
  }

  @Override
  public CheckResult check() throws InterruptedException {
    long before = failedInRow.get();
    String fault = probe == null ? null : probe.fault();
    if (fault != null) {
      log.failed("check", fault);
      return CheckResult.degraded(fault);
    }
    if (probe != null && before > 0 && failedInRow.compareAndSet(before, 0)) {
      recovered(before); // well, and no call has failed since it was asked
    }
    long failed = failedInRow.get();
    return failed < FAILING_CALLS
        ? CheckResult.healthy("answers")
        : CheckResult.degraded("the last " + failed + " calls failed: " + lastFailure);
  }
}
