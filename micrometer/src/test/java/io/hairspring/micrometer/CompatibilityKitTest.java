package io.hairspring.micrometer;

import io.hairspring.collector.MetricsCollector;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.tck.MeterRegistryCompatibilityKit;
import java.time.Duration;

/** Micrometer's own tests of what every registry does. */
class CompatibilityKitTest extends MeterRegistryCompatibilityKit {
  private static final HairspringMeterConfig CONFIG = HairspringMeterConfig.defaults();

  @Override
  public MeterRegistry registry() {
    Clock clock = new MockClock();
    MetricsCollector metrics = MetricsCollector.create(HairspringMeterRegistry.configOn(clock));
    return new HairspringMeterRegistry(CONFIG, metrics, clock, null);
  }

  @Override
  public Duration step() {
    return CONFIG.step();
  }
}
