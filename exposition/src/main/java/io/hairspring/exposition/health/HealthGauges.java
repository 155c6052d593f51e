package io.hairspring.exposition.health;

import io.hairspring.collector.Counter;
import io.hairspring.collector.Family;
import io.hairspring.collector.Gauge;
import io.hairspring.collector.MetricsCollector;
import java.util.List;

/** Shows each round in a collector: 1 healthy, 0.5 degraded, 0 unhealthy. */
final class HealthGauges {
  private static final double DEGRADED = 0.5;

  private final Family<Gauge> all; // without labels; no series before the first round
  private final Family<Gauge> byCheck;
  private final Family<Counter> timeouts;

  HealthGauges(MetricsCollector metrics) {
    all =
        metrics
            .gauge(
                "health_status", "The worst of the checks: 1 healthy, 0.5 degraded, 0 unhealthy.")
            .family();
    byCheck =
        metrics
            .gauge("health_check_status", "Each check: 1 healthy, 0.5 degraded, 0 unhealthy.")
            .family("check");
    timeouts =
        metrics
            .counter(
                "health_check_timeouts_total", "Rounds in which a check did not answer in time.")
            .family("check");
  }

  /** Makes the counter of a check, so that it is there before it counts. */
  void watch(Check check) {
    timeouts.with(check.name());
  }

  void show(Round round) {
    all.with(List.of()).set(value(round.status()));
    round
        .outcomes()
        .forEach(
            (name, outcome) -> {
              byCheck.with(name).set(value(outcome.result().status()));
              if (outcome.timedOut()) {
                timeouts.with(name).inc();
              }
            });
  }

  private static double value(HealthStatus status) {
    return switch (status) {
      case HEALTHY -> 1;
      case DEGRADED -> DEGRADED;
      case UNHEALTHY -> 0;
    };
  }
}
