package io.hairspring.collector.internal.instrument;

import io.hairspring.collector.CallbackGauges;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleFunction;

/** A family of callback gauges, as one owner sees it. */
final class CallbackGaugeFamily implements CallbackGauges {
  private final SeriesFamily<CallbackGauge> family;
  private final CallbackOwner owner;

  CallbackGaugeFamily(SeriesFamily<CallbackGauge> family, CallbackOwner owner) {
    this.family = family;
    this.owner = owner;
  }

  @Override
  public CallbackGauges labelSet(String... labelNames) {
    return new CallbackGaugeFamily(family.labelSet(labelNames), owner);
  }

  @Override
  public void put(DoubleSupplier value, String... labelValues) {
    owner.put(family, values(labelValues), GaugeValue.of(value));
  }

  @Override
  public <T> void put(T object, ToDoubleFunction<? super T> value, String... labelValues) {
    owner.put(family, values(labelValues), GaugeValue.of(object, value));
  }

  @Override
  public boolean remove(String... labelValues) {
    return owner.remove(family, values(labelValues));
  }

  @Override
  public void close() {
    owner.close();
  }

  private static List<String> values(String... labelValues) {
    return Arrays.asList(Objects.requireNonNull(labelValues, "labelValues"));
  }
}
