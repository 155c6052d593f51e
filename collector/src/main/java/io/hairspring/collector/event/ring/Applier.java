package io.hairspring.collector.event.ring;

import io.hairspring.collector.event.EventFailure;
import java.util.List;
import java.util.function.Consumer;

/**
 * Applies events. What a handler throws is counted and kept, and goes no further: a consumer that
 * died would fill the ring for good, and a caller has other things to do.
 *
 * @param <E> the events
 */
final class Applier<E> {
  private final Consumer<? super E> handler;
  private final RingCounts counts;
  private final Failures failures;

  Applier(Consumer<? super E> handler, RingCounts counts, Failures failures) {
    this.handler = handler;
    this.counts = counts;
    this.failures = failures;
  }

  void apply(E event) {
    try {
      handler.accept(event);
    } catch (Throwable thrown) {
      failed(thrown);
    }
  }

  void failed(Throwable thrown) {
    counts.failed();
    try {
      failures.add(thrown);
    } catch (Throwable untold) {
      // Its message throws when it is asked for, or there is no memory to keep it: it is counted.
    }
  }

  List<EventFailure> failures() {
    return failures.latest();
  }
}
