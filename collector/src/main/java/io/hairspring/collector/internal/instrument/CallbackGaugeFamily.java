package io.hairspring.collector.internal.instrument;

import io.hairspring.collector.CallbackGauges;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.DoubleSupplier;

/** A family of callback gauges. */
final class CallbackGaugeFamily implements CallbackGauges {
  private final SeriesFamily<CallbackGauge> family; // null in a collector that is switched off

  CallbackGaugeFamily(SeriesFamily<CallbackGauge> family) {
    this.family = family;
  }

  @Override
  public CallbackGauges labelSet(String... labelNames) {
    return family == null ? this : new CallbackGaugeFamily(family.labelSet(labelNames));
  }

  @Override
  public void put(DoubleSupplier value, String... labelValues) {
    Objects.requireNonNull(value, "value");
    Objects.requireNonNull(labelValues, "labelValues");
    if (family != null) {
      CallbackGauge gauge = family.own(Arrays.asList(labelValues));
      if (gauge != null) {
        gauge.ask(value);
      }
    }
  }

  @Override
  public boolean remove(String... labelValues) {
    Objects.requireNonNull(labelValues, "labelValues");
    return family != null && family.remove(labelValues);
  }
}
