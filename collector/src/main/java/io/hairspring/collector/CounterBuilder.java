package io.hairspring.collector;

import io.hairspring.collector.snapshot.FamilyKind;
import java.util.List;

/** Describes a counter. */
public final class CounterBuilder extends InstrumentBuilder<Counter, CounterBuilder> {
  private long countsPerUnit = 1;

  CounterBuilder(CollectorCore core, String name, String help) {
    super(core, name, help, FamilyKind.COUNTER, Disabled.COUNTER);
  }

  /**
   * Shows fractions of what is counted, such as seconds of counted nanoseconds, or currency units
   * of counted millionths: the count is exact, and divided when somebody reads.
   *
   * @param countsPerUnit how many counts one of what is shown is; 1 unless told otherwise
   * @throws IllegalArgumentException if it is below 1
   */
  public CounterBuilder countsPerUnit(long countsPerUnit) {
    if (countsPerUnit < 1) {
      throw new IllegalArgumentException(
          "countsPerUnit of " + name() + " must be at least 1, was " + countsPerUnit);
    }
    this.countsPerUnit = countsPerUnit;
    return this;
  }

  @Override
  Family<Counter> open(List<String> labelNames) {
    CollectorCore core = core();
    return open(
        labelNames,
        (labels, values) ->
            new StripedCounter(labels, values, core.stripes(), core.losses(), core.exemplars()),
        new StripedCounter.Reader(countsPerUnit));
  }
}
