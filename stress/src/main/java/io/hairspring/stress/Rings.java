package io.hairspring.stress;

import io.hairspring.collector.EventRing;
import io.hairspring.collector.EventSettings;
import io.hairspring.collector.MetricsCollector;

/** Rings that are made by the thousand. */
final class Rings {
  /** An event that nobody writes, so one is enough. */
  static final long[] EVENT = {};

  @SuppressWarnings("StaticAssignmentOfThrowable") // to be thrown without any cost
  private static final IllegalStateException FAILURE = new IllegalStateException("no event");

  private static final int CAPACITY = 2048; // the least that makes two lanes

  private static final int LEAST_CAPACITY =
      16; // of which half is kept for the time of a collection

  private Rings() {}

  /** Starts a ring that is full, with eight events, as its consumer ends at once. */
  static EventRing<long[]> full(MetricsCollector metrics, Runnable handler) {
    EventRing<long[]> ring =
        start(
            metrics,
            EventSettings.defaults()
                .withCapacity(LEAST_CAPACITY)
                .withThreads(task -> new Thread(() -> {})),
            handler);
    for (int i = 0; i < LEAST_CAPACITY / 2; i++) {
      ring.publish(EVENT);
    }
    return ring;
  }

  /** Starts a ring whose two lanes take the threads with even and with odd ids. */
  static EventRing<long[]> ofTwoLanes(MetricsCollector metrics, Runnable handler) {
    return start(metrics, EventSettings.defaults().withCapacity(CAPACITY), handler);
  }

  private static EventRing<long[]> start(
      MetricsCollector metrics, EventSettings settings, Runnable handler) {
    return metrics.eventRing(settings, () -> EVENT, Rings::copy, event -> handler.run());
  }

  private static void copy(long[] from, long[] to) {
    if (from == null) {
      throw FAILURE;
    }
  }
}
