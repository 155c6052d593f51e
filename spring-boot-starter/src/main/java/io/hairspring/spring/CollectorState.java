package io.hairspring.spring;

import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.RingStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a collector does. What is asked answers at once.
 *
 * @param enabled whether anything is recorded
 * @param clockMoving whether windows move
 * @param standing the event rings that do not move
 */
record CollectorState(boolean enabled, boolean clockMoving, List<String> standing) {
  static CollectorState of(MetricsCollector metrics) {
    return new CollectorState(
        metrics.config().enabled(),
        metrics.isClockMoving(),
        metrics.rings().stream().filter(ring -> !ring.moving()).map(RingStatus::name).toList());
  }

  /**
   * Returns its status. One that is degraded plays no part in the application's: requests are
   * answered, however they are measured.
   */
  String status() {
    return clockMoving && standing.isEmpty() ? "UP" : "DEGRADED";
  }

  /** Returns what an operator is shown. */
  Map<String, Object> details() {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("enabled", enabled);
    details.put("clockMoving", clockMoving);
    details.put("eventRingsStanding", standing);
    return details;
  }
}
