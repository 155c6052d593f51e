package io.hairspring.stress;

import io.hairspring.collector.CollectorConfig;

/** Configurations of collectors that are made by the million, and read as fast as can be. */
public final class Collectors {
  private Collectors() {}

  /** Returns the defaults, without a thread for each collector and with walks at any rate. */
  public static CollectorConfig config() {
    return CollectorConfig.defaults().withClockThread(false).withMaxWalksPerSecond(0);
  }
}
