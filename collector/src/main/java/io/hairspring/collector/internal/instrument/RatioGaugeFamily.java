package io.hairspring.collector.internal.instrument;

import io.hairspring.collector.Counter;
import io.hairspring.collector.RatioGauges;
import io.hairspring.collector.Registration;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Consumer;

/** A family of ratios. */
final class RatioGaugeFamily implements RatioGauges {
  private final SeriesFamily<RatioGauge> family;
  private final Registration registration;

  RatioGaugeFamily(SeriesFamily<RatioGauge> family, Registration registration) {
    this.family = family;
    this.registration = registration;
  }

  @Override
  public void part(Counter counter, String... labelValues) {
    Objects.requireNonNull(counter, "counter");
    change(gauge -> gauge.part(counter), labelValues);
  }

  @Override
  public void whole(Counter counter, String... labelValues) {
    Objects.requireNonNull(counter, "counter");
    change(gauge -> gauge.whole(counter), labelValues);
  }

  private void change(Consumer<RatioGauge> change, String... labelValues) {
    RatioGauge gauge =
        family.with(Arrays.asList(Objects.requireNonNull(labelValues, "labelValues")));
    if (gauge != null) { // as in a collector that is switched off
      change.accept(gauge);
    }
  }

  @Override
  public void close() {
    registration.close();
  }
}
