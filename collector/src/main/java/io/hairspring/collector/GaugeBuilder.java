package io.hairspring.collector;

import io.hairspring.collector.snapshot.FamilyKind;
import java.util.List;
import java.util.Objects;
import java.util.function.DoubleSupplier;

/** Describes a gauge. */
public final class GaugeBuilder extends InstrumentBuilder<Gauge> {
  GaugeBuilder(CollectorCore core, String name, String help) {
    super(core, name, help, FamilyKind.GAUGE, Disabled.GAUGE);
  }

  /**
   * Makes a gauge, without labels of its own, whose value is asked for by every reader.
   *
   * @param value answers at once, from any thread; where it throws, the gauge is left out of that
   *     answer and the failure counted
   * @throws IllegalArgumentException if another metric emits a line of the same name
   */
  public void register(DoubleSupplier value) {
    Objects.requireNonNull(value, "value");
    CollectorCore core = core();
    if (core.config().enabled()) {
      open(
              List.of(),
              (labels, values) -> new CallbackGauge(labels, values, value),
              new CallbackGauge.Reader(core.losses()))
          .with(List.of());
    } else {
      family();
    }
  }

  @Override
  Family<Gauge> open(List<String> labelNames) {
    return open(
        labelNames,
        (labels, values) -> new StripedGauge(labels, values, core().stripes()),
        new StripedGauge.Reader());
  }
}
