package io.hairspring.micrometer;

import io.micrometer.common.util.internal.logging.WarnThenDebugLogger;
import io.micrometer.core.instrument.AbstractMeter;
import io.micrometer.core.instrument.Counter;

/** A counter. Any thread; what is not above 0, or not finite, is not counted. */
final class HairspringCounter extends AbstractMeter implements Counter {
  private static final WarnThenDebugLogger LOG = new WarnThenDebugLogger(HairspringCounter.class);

  private final Total total;

  HairspringCounter(Id id, Total total) {
    super(id);
    this.total = total;
  }

  @Override
  public void increment(double amount) {
    if (amount > 0 && amount <= Double.MAX_VALUE) {
      total.add(amount);
    } else if (amount != 0) {
      LOG.log("'amount' should be finite and not negative but was: " + amount + " of " + getId());
    }
  }

  @Override
  public double count() {
    return total.get();
  }
}
