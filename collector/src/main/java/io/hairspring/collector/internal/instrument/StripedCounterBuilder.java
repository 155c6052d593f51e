package io.hairspring.collector.internal.instrument;

import io.hairspring.collector.Counter;
import io.hairspring.collector.CounterBuilder;
import io.hairspring.collector.internal.rules.Limits;
import io.hairspring.collector.view.FamilyKind;
import java.util.List;
import java.util.Map;

/** Makes striped counters. */
public final class StripedCounterBuilder extends SeriesBuilder<Counter, CounterBuilder>
    implements CounterBuilder {
  private long countsPerUnit = 1;

  public StripedCounterBuilder(InstrumentContext context, String name, String help) {
    super(context, name, help, FamilyKind.COUNTER, Disabled.COUNTER);
  }

  @Override
  public CounterBuilder countsPerUnit(long countsPerUnit) {
    Limits.number("countsPerUnit of " + name(), countsPerUnit, 1, Long.MAX_VALUE);
    this.countsPerUnit = countsPerUnit;
    return this;
  }

  @Override
  Variety variety() {
    return Variety.COUNTER;
  }

  @Override
  Map<String, Object> settings() {
    return countsPerUnit == 1 ? Map.of() : Map.of("countsPerUnit", countsPerUnit);
  }

  @Override
  SeriesFamily<Counter> open(List<String> labelNames) {
    InstrumentContext context = context();
    return open(
        labelNames,
        (labels, values) -> new StripedCounter(labels, values, context),
        new CounterReader(countsPerUnit, context.clock()));
  }

  /** Makes counters that show what is kept elsewhere. In a collector that is switched on alone. */
  public SeriesFamily<CallbackCounter> callbacks(String... labelNames) {
    return this.<CallbackCounter>getOrMake(
            Variety.CALLBACK_COUNTER,
            Map.of(),
            labels(labelNames),
            null,
            names -> open(names, CallbackCounter::new, new CallbackCounter.Reader()))
        .family();
  }
}
