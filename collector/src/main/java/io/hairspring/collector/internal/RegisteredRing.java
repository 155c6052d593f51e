package io.hairspring.collector.internal;

import io.hairspring.collector.CollectorConfig;
import io.hairspring.collector.EventFailure;
import io.hairspring.collector.EventRing;
import io.hairspring.collector.EventSettings;
import io.hairspring.collector.internal.ring.Ring;
import io.hairspring.collector.internal.rules.Limits;
import io.hairspring.collector.internal.self.RingMetrics;
import io.hairspring.collector.internal.self.SelfMetrics;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A ring that shows what it does among the collector's own metrics, under its name.
 *
 * @param <E> what an event is
 */
final class RegisteredRing<E> implements EventRing<E> {
  private static final long CLOSE_LIMIT_NANOS = Duration.ofSeconds(10).toNanos();

  private final SelfMetrics self;
  private final EventSettings settings;
  private final Ring<E> ring; // null in a collector that is switched off
  private final BiConsumer<E, E> copy;
  private final Consumer<E> handler;
  private final Consumer<E> clear;
  private final AtomicBoolean open = new AtomicBoolean(true); // until closed for good

  /** Starts a ring, unless the collector is switched off. */
  RegisteredRing(
      CollectorConfig config,
      SelfMetrics self,
      EventSettings settings,
      Supplier<E> slots,
      BiConsumer<E, E> copy,
      Consumer<E> handler,
      Consumer<E> clear) {
    this.self = self;
    this.settings = Objects.requireNonNull(settings, "settings");
    this.copy = Objects.requireNonNull(copy, "copy");
    this.handler = Objects.requireNonNull(handler, "handler");
    this.clear = Objects.requireNonNull(clear, "clear");
    Objects.requireNonNull(slots, "slots");
    ring = config.enabled() ? open(slots, config.clock()) : null;
  }

  private Ring<E> open(Supplier<E> slots, Clock clock) {
    RingMetrics metrics = self.rings();
    metrics.claim(settings.name());
    Ring<E> opened = null;
    try {
      opened =
          new Ring<>(settings, clock, slots, copy, handler, clear, metrics.counts(settings.name()));
      metrics.show(settings.name(), opened, settings.stallLimit().toNanos());
      return opened;
    } catch (Throwable failure) { // also if there is no memory for slots or a thread
      if (opened != null) {
        opened.close(0);
      }
      metrics.release(settings.name());
      throw failure;
    }
  }

  @Override
  public void publish(E event) {
    if (ring != null) {
      ring.publish(event);
    }
  }

  @Override
  public boolean flush(Duration limit) {
    long limitNanos = Limits.patienceNanos("limit", limit);
    return ring == null || ring.flush(limitNanos);
  }

  @Override
  public boolean isMoving() {
    return ring == null || ring.isMoving(settings.stallLimit().toNanos());
  }

  @Override
  public List<EventFailure> failures() {
    return ring == null ? List.of() : ring.failures();
  }

  @Override
  public void close() {
    if (ring != null && ring.close(CLOSE_LIMIT_NANOS) && open.getAndSet(false)) {
      self.rings().release(settings.name());
    }
  }
}
