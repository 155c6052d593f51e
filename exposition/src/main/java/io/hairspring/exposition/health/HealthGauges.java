package io.hairspring.exposition.health;

import io.hairspring.collector.Counter;
import io.hairspring.collector.Family;
import io.hairspring.collector.Gauge;
import io.hairspring.collector.InstrumentBuilder;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.Registration;
import java.util.ArrayList;
import java.util.List;

/** Shows each round in a collector: 1 healthy, 0 unhealthy, and what is set for degraded. */
final class HealthGauges {
  private static final String ALL = "health_status";
  private static final String BY_CHECK = "health_check_status";
  private static final String TIMEOUTS = "health_check_timeouts_total";

  private final List<Registration> registrations = new ArrayList<>();
  private final double degraded;
  private final Family<Gauge> all; // without labels; no series before the first round
  private final Family<Gauge> byCheck;
  private final Family<Counter> timeouts;

  HealthGauges(MetricsCollector metrics, double degraded) {
    this.degraded = degraded;
    String meaning = ": 1 healthy, " + text(degraded) + " degraded, 0 unhealthy.";
    try {
      all = alone(metrics, ALL, metrics.gauge(ALL, "The worst of the checks" + meaning));
      byCheck = alone(metrics, BY_CHECK, metrics.gauge(BY_CHECK, "Each check" + meaning), "check");
      String late = "Rounds in which a check did not answer in time.";
      timeouts = alone(metrics, TIMEOUTS, metrics.counter(TIMEOUTS, late), "check");
    } catch (IllegalArgumentException taken) {
      close();
      throw taken;
    }
  }

  /** Makes a family that nobody else shares: two who set one gauge would undo each other. */
  private <I> Family<I> alone(
      MetricsCollector metrics, String name, InstrumentBuilder<I, ?> builder, String... labels) {
    String fullName = metrics.config().prefix() + name;
    metrics
        .find(fullName)
        .ifPresent(
            other -> {
              throw new IllegalArgumentException(
                  other
                      + " exists already; expected the other health to be closed first, or one of"
                      + " them to have a collector of its own");
            });
    Family<I> family = builder.family(labels);
    metrics.find(fullName).ifPresent(registrations::add);
    return family;
  }

  /** Shows nothing more and gives the names back. A round that ends later is not shown. */
  void close() {
    registrations.forEach(Registration::close);
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
