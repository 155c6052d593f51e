package io.hairspring.collector.internal.ring;

import io.hairspring.collector.EventFailure;
import java.util.List;
import java.util.function.Consumer;

/**
 * Applies events. What a handler throws is kept and goes no further: a consumer that died would
 * fill the ring for good, and a caller has other things to do. Who applies counts.
 *
 * @param <E> the events
 */
final class Applier<E> {
  private final Consumer<? super E> handler;
  private final Consumer<? super E> clear;
  private final Failures failures;

  Applier(Consumer<? super E> handler, Consumer<? super E> clear, Failures failures) {
    this.handler = handler;
    this.clear = clear;
    this.failures = failures;
  }

  /** Applies a caller's own event; returns false if that failed. */
  boolean apply(E event) {
    try {
      handler.accept(event);
      return true;
    } catch (Throwable thrown) {
      keep(thrown);
      return false;
    }
  }

  /** Applies the event in a slot and clears the slot; returns false if either failed. */
  boolean applySlot(E slot) {
    boolean applied = apply(slot);
    return clear(slot) && applied;
  }

  /** Lets go of what a slot holds; returns false if that failed. */
  boolean clear(E slot) {
    try {
      clear.accept(slot);
      return true;
    } catch (Throwable thrown) {
      keep(thrown);
      return false;
    }
  }

  /** Keeps what was thrown, to be asked for. */
  void keep(Throwable thrown) {
    try {
      failures.add(thrown);
    } catch (Throwable untold) {
      // Its message throws when it is asked for, or there is no room to keep it.
    }
  }

  List<EventFailure> failures() {
    return failures.latest();
  }
}
