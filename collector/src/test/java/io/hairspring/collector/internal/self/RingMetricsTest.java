package io.hairspring.collector.internal.self;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.CollectorConfig;
import io.hairspring.collector.internal.clock.WindowClock;
import io.hairspring.collector.internal.instrument.InstrumentContext;
import io.hairspring.collector.internal.instrument.Registrations;
import io.hairspring.collector.internal.instrument.SeriesBegins;
import io.hairspring.collector.internal.instrument.StatusIndex;
import io.hairspring.collector.internal.latency.write.CellOwners;
import io.hairspring.collector.internal.registry.CollectionLock;
import io.hairspring.collector.internal.registry.CollectionRateLimiter;
import io.hairspring.collector.internal.registry.Registry;
import io.hairspring.collector.internal.stripe.Stripes;
import java.util.List;
import org.junit.jupiter.api.Test;

class RingMetricsTest {
  private final CollectorConfig config = CollectorConfig.defaults().withClockThread(false);
  private final Stripes stripes = new Stripes(1, 1, 1);
  private final LossMetrics losses = new LossMetrics(stripes);
  private final WindowClock clock = new WindowClock(System::nanoTime, new ClockMetrics());
  private final CollectionLock collections =
      new CollectionLock(
          new CollectionRateLimiter(0, () -> {}),
          config.clock(),
          clock,
          () -> {},
          List::of,
          losses::unaligned);

  @Test
  void eventsPublishedAreNeverNegative() {
    RingMetrics rings = new RingMetrics(own(), collections);
    rings.counts("r").applied(Long.MAX_VALUE);
    rings.counts("r").failed(5);
    assertThat(rings.settled("r")).isEqualTo(Long.MAX_VALUE);
  }

  private OwnInstruments own() {
    Registry registry = new Registry(config.clock(), collections);
    return new OwnInstruments(
        new InstrumentContext(
            config,
            stripes,
            new CellOwners(stripes, 1, 0),
            registry,
            new Registrations(registry, clock),
            clock,
            new StatusIndex(),
            null,
            new SeriesBegins(config.clock()::millis),
            losses));
  }
}
