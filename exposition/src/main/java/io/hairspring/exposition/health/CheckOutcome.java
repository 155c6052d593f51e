package io.hairspring.exposition.health;

import java.util.Objects;

/**
 * How one look at a checked thing went. Immutable.
 *
 * @param result what was found; {@code UNHEALTHY} where the check failed or did not answer in time
 * @param nanos how long it took, in nanoseconds; the check's limit if it did not answer in time
 * @param timedOut whether it did not answer in time
 */
public record CheckOutcome(CheckResult result, long nanos, boolean timedOut) {
  /** Creates an outcome. */
  public CheckOutcome {
    Objects.requireNonNull(result, "result");
  }
}
