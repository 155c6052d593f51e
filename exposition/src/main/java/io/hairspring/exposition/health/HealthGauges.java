package io.hairspring.exposition.health;

import io.hairspring.collector.Counter;
import io.hairspring.collector.Family;
import io.hairspring.collector.Gauge;
import io.hairspring.collector.MetricsCollector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** Shows each round in a collector: 1 healthy, 0 unhealthy, and what is set for degraded. */
final class HealthGauges {
  private static final String ALL = "health_status";
  private static final String BY_CHECK = "health_check_status";
  private static final String TIMEOUTS = "health_check_timeouts_total";

  private final MetricsCollector metrics;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final double degraded;
  private final Family<Gauge> all; // without labels; no series before the first round
  private final Family<Gauge> byCheck;
  private final Family<Counter> timeouts;

  HealthGauges(MetricsCollector metrics, double degraded) {
    this.metrics = metrics;
    this.degraded = degraded;
    String meaning = ": 1 healthy, " + text(degraded) + " degraded, 0 unhealthy.";
    List<String> made = new ArrayList<>();
    try {
      all = metrics.gauge(ALL, "The worst of the checks" + meaning).family();
      made.add(ALL);
      byCheck = metrics.gauge(BY_CHECK, "Each check" + meaning).family("check");
      made.add(BY_CHECK);
      String late = "Rounds in which a check did not answer in time.";
      timeouts = metrics.counter(TIMEOUTS, late).family("check");
    } catch (IllegalArgumentException taken) {
      remove(metrics, made);
      throw taken;
    }
  }

  private static void remove(MetricsCollector metrics, List<String> names) {
    names.forEach(name -> metrics.remove(metrics.config().prefix() + name));
  }

  /** Shows nothing more and gives the names back. A round that ends later is not shown. */
  void close() {
    if (!closed.getAndSet(true)) {
      remove(metrics, List.of(ALL, BY_CHECK, TIMEOUTS));
    }
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

  private static String text(double value) {
    return value == (long) value ? Long.toString((long) value) : Double.toString(value);
  }

  private double value(HealthStatus status) {
    return switch (status) {
      case HEALTHY -> 1;
      case DEGRADED -> degraded;
      case UNHEALTHY -> 0;
    };
  }
}
