package io.hairspring.collector;

import io.hairspring.collector.event.EventFailure;
import io.hairspring.collector.event.ring.Ring;
import io.hairspring.collector.event.ring.RingSettings;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Events on their way to instruments: handed over in one call, applied by one consumer in batches.
 * A reader sees each event in all its instruments or in none.
 *
 * <p>Publishing takes a claim of a slot and a copy, allocates nothing, and is lock-free while there
 * is room. When the ring is full, {@link io.hairspring.collector.event.OverflowPolicy} says what
 * happens and how long a caller may wait. Nothing is lost without a count: published events are
 * applied, inlined, dropped or failed, in {@code hairspring_events_…_total}. Events of one thread
 * are applied in their order; those of several threads in any.
 *
 * @param <E> what an event is; mutable, so that slots can be used again
 */
public final class EventRing<E> implements AutoCloseable {
  private static final long CLOSE_LIMIT_NANOS = Duration.ofSeconds(10).toNanos();

  private final CollectorCore core;
  private final EventSettings settings;
  private final Ring<E> ring; // null in a collector that is switched off
  private final BiConsumer<E, E> copy;
  private final Consumer<E> handler;
  private final Consumer<E> clear;
  private final AtomicBoolean open = new AtomicBoolean(true); // until closed for good

  private EventRing(
      CollectorCore core,
      EventSettings settings,
      Supplier<E> slots,
      BiConsumer<E, E> copy,
      Consumer<E> handler,
      Consumer<E> clear) {
    this.core = core;
    this.settings = Objects.requireNonNull(settings, "settings");
    this.copy = Objects.requireNonNull(copy, "copy");
    this.handler = Objects.requireNonNull(handler, "handler");
    this.clear = Objects.requireNonNull(clear, "clear");
    Objects.requireNonNull(slots, "slots");
    ring = core.config().enabled() ? open(slots) : null;
  }

  /**
   * Starts a ring for events that hold numbers, or references that may stay: a slot keeps what was
   * last copied into it until it is used again.
   *
   * @see #start(MetricsCollector, EventSettings, Supplier, BiConsumer, Consumer, Consumer)
   */
  public static <E> EventRing<E> start(
      MetricsCollector metrics,
      EventSettings settings,
      Supplier<E> slots,
      BiConsumer<E, E> copy,
      Consumer<E> handler) {
    return start(metrics, settings, slots, copy, handler, slot -> {});
  }

  /**
   * Starts a ring. Waits for a walk over the collector to end, for a quarter of a second at most.
   *
   * @param slots makes an empty event; called {@code capacity} times
   * @param copy copies its first argument into its second, on the publishing thread; an event for
   *     which it throws is counted as failed and not applied
   * @param handler applies an event to instruments of {@code metrics}: on the consumer's thread,
   *     and on a publishing thread when events are inlined. What it throws is counted and kept for
   *     {@link #failures}, and the next event goes on
   * @param clear sets the references of a slot to null, so that an idle ring keeps nothing alive:
   *     on the consumer's thread after each event, applied or failed, and never on a caller's event
   * @throws IllegalArgumentException if a ring of the same name is open, or the name is too long
   */
  public static <E> EventRing<E> start(
      MetricsCollector metrics,
      EventSettings settings,
      Supplier<E> slots,
      BiConsumer<E, E> copy,
      Consumer<E> handler,
      Consumer<E> clear) {
    Objects.requireNonNull(metrics, "metrics");
    return new EventRing<>(metrics.core(), settings, slots, copy, handler, clear);
  }

  private Ring<E> open(Supplier<E> slots) {
    RingMetrics metrics = core.ringMetrics();
    metrics.claim(settings.name());
    Ring<E> opened = null;
    try {
      opened =
          new Ring<>(
              new RingSettings(
                  settings.capacity(),
                  settings.overflow(),
                  settings.waitMode(),
                  settings.threads(),
                  core.config().clock()),
              slots,
              copy,
              handler,
              clear,
              metrics.counts(settings.name()));
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

  /**
   * Hands over a copy of {@code event}, which stays the caller's. Any thread; never throws: an
   * event that cannot be copied is counted as failed, and so is one for which the caller's stack is
   * too short.
   */
  public void publish(E event) {
    if (ring != null) {
      ring.publish(event);
    }
  }

  /**
   * Waits until everything published before is applied.
   *
   * @param limit how long at most; zero or less not to wait
   * @return whether it was, within {@code limit}
   */
  public boolean flush(Duration limit) {
    long limitNanos = Limits.patienceNanos("limit", limit);
    return ring == null || ring.flush(limitNanos);
  }

  /**
   * Returns whether the consumer lives and, if events wait, has moved within the settings' {@code
   * stallLimit}: a fact for readiness. That an event is never committed, because copying it hangs,
   * shows only from one call to the next.
   */
  public boolean isMoving() {
    return ring == null || ring.isMoving(settings.stallLimit().toNanos());
  }

  /** Returns the last 16 ways in which applying events failed, the latest last. */
  public List<EventFailure> failures() {
    return ring == null ? List.of() : ring.failures();
  }

  /**
   * Applies what was published, for 10 seconds at most, and ends the consumer. Publishing
   * afterwards is harmless and counted as dropped; so may be what is published meanwhile. If a
   * handler or a copy hangs for so long, the ring keeps its name and its place in every reading
   * until another call ends it.
   */
  @Override
  public void close() {
    if (ring != null && ring.close(CLOSE_LIMIT_NANOS) && open.getAndSet(false)) {
      core.ringMetrics().release(settings.name());
    }
  }
}
