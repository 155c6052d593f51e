package io.hairspring.exposition.health;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What all checks found, looked at together. Immutable.
 *
 * @param outcomes by the name of the check, in the order in which they were added
 * @param end when the last of them had answered or was given up
 * @param endNanos the same, by the ticker
 */
record Round(Map<String, CheckOutcome> outcomes, Instant end, long endNanos) {
  Round {
    outcomes = Collections.unmodifiableMap(new LinkedHashMap<>(outcomes));
  }

  /** Returns the worst of what was found. */
  HealthStatus status() {
    HealthStatus status = HealthStatus.HEALTHY;
    for (CheckOutcome outcome : outcomes.values()) {
      status = status.worse(outcome.result().status());
    }
    return status;
  }
}
