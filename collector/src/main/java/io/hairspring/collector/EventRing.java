package io.hairspring.collector;

import java.time.Duration;
import java.util.List;

/**
 * Events on their way to instruments: handed over in one call, applied by one consumer in batches.
 * A reader sees each event in all its instruments or in none.
 *
 * <p>Publishing takes a claim of a slot and a copy, allocates nothing, and is lock-free while there
 * is room. When the ring is full, {@link OverflowPolicy} says what happens and how long a caller
 * may wait. Nothing is lost without a count: published events are applied, inlined, dropped or
 * failed, in {@code hairspring_events_…_total}. Events of one thread are applied in their order;
 * those of several threads in any.
 *
 * <p>Started by {@link MetricsCollector#eventRing}.
 *
 * @param <E> what an event is; mutable, so that slots can be used again
 */
public interface EventRing<E> extends AutoCloseable {
  /**
   * Hands over a copy of {@code event}, which stays the caller's. Any thread; never throws: an
   * event that cannot be copied is counted as failed, and so is one for which the caller's stack is
   * too short.
   */
  void publish(E event);

  /**
   * Waits until everything published before is applied.
   *
   * @param limit how long at most; zero or less not to wait
   * @return whether it was, within {@code limit}
   */
  boolean flush(Duration limit);

  /**
   * Returns whether the consumer lives and, if events wait, has moved within the settings' {@code
   * stallLimit}: a fact for readiness. That an event is never committed, because copying it hangs,
   * shows only from one call to the next.
   */
  boolean isMoving();

  /** Returns the last 16 ways in which applying events failed, the latest last. */
  List<EventFailure> failures();

  /**
   * Applies what was published, for 10 seconds at most, and ends the consumer. Publishing
   * afterwards is harmless and counted as dropped; so may be what is published meanwhile. If a
   * handler or a copy hangs for so long, the ring keeps its name and its place in every reading
   * until another call ends it.
   */
  @Override
  void close();
}
