package io.hairspring.stress;

import io.hairspring.collector.EventRing;
import io.hairspring.collector.EventSettings;
import io.hairspring.collector.MetricsCollector;

/** Rings that are made by the thousand. */
final class Rings {
  /** An event that nobody writes, so one is enough. */
  static final long[] EVENT = {};

  private static final int CAPACITY = 2048; // the least that makes two lanes

  private Rings() {}

  /** Starts a ring whose two lanes take the threads with even and with odd ids. */
  static EventRing<long[]> ofTwoLanes(MetricsCollector metrics, Runnable handler) {
    return EventRing.start(
        metrics,
        EventSettings.defaults().withCapacity(CAPACITY),
        () -> EVENT,
        (from, to) -> {},
        event -> handler.run());
  }
}
