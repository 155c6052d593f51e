package io.hairspring.stress;

import io.hairspring.collector.CollectorConfig;

/** Configurations of collectors that are made by the million, and read as fast as can be. */
public final class Collectors {
  private Collectors() {}

  /**
   * Returns the defaults, without a thread for each collector, with collections at any rate, and
   * with cells of a thread's own from its first recording on.
   */
  public static CollectorConfig config() {
    return CollectorConfig.defaults()
        .withOwnCellsAfter(0)
        .withClockThread(false)
        .withMaxCollectionsPerSecond(0);
  }

  /** Returns the same, but all threads record in a series' base, which they share. */
  public static CollectorConfig sharing() {
    return config().withOwnCellsAfter(1_000);
  }
}
