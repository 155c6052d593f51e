package io.hairspring.collector;

import io.hairspring.collector.snapshot.FamilyKind;
import java.util.List;

/** Describes a counter. */
public final class CounterBuilder extends InstrumentBuilder<Counter> {
  CounterBuilder(CollectorCore core, String name, String help) {
    super(core, name, help, FamilyKind.COUNTER, Disabled.COUNTER);
  }

  @Override
  Family<Counter> open(List<String> labelNames) {
    CollectorCore core = core();
    return open(
        labelNames,
        (labels, values) -> new StripedCounter(labels, values, core.stripes(), core.losses()),
        new StripedCounter.Reader());
  }
}
