package io.hairspring.micrometer;

import io.micrometer.core.instrument.AbstractMeter;
import io.micrometer.core.instrument.Counter;

/** A counter. Any thread; what is not above 0 is not counted. */
final class HairspringCounter extends AbstractMeter implements Counter {
  private final Total total;

  HairspringCounter(Id id, Total total) {
    super(id);
    this.total = total;
  }

  @Override
  public void increment(double amount) {
    if (amount > 0) {
      total.add(amount);
    }
  }

  @Override
  public double count() {
    return total.get();
  }
}
