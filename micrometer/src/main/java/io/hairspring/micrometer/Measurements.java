package io.hairspring.micrometer;

import io.hairspring.collector.view.FamilyKind;
import io.micrometer.core.instrument.Measurement;

/** Shows the measurements of meters of the user's own making, each under a name of its own. */
final class Measurements {
  private Measurements() {}

  static void show(ExposedMeter meter, Measurement measurement) {
    String name = meter.name();
    Asked<Double> gauge = Asked.gauge(measurement::getValue);
    Asked<Double> counter = Asked.counter(measurement::getValue);
    String statistic = measurement.getStatistic().toString();
    switch (measurement.getStatistic()) {
      case TOTAL, TOTAL_TIME ->
          meter.asked(name + "_sum_total", FamilyKind.COUNTER, counter, statistic);
      case COUNT -> meter.asked(name + "_total", FamilyKind.COUNTER, counter, statistic);
      case MAX -> meter.asked(name + "_max", FamilyKind.GAUGE, gauge, statistic);
      case VALUE, UNKNOWN -> meter.asked(name + "_value", FamilyKind.GAUGE, gauge, statistic);
      case ACTIVE_TASKS -> meter.asked(name + "_active_count", FamilyKind.GAUGE, gauge, statistic);
      case DURATION -> meter.asked(name + "_duration_sum", FamilyKind.GAUGE, gauge, statistic);
    }
  }
}
