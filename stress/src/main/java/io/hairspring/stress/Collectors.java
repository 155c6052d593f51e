package io.hairspring.stress;

import io.hairspring.collector.CollectorConfig;

/** Configurations of collectors that are made by the million. */
public final class Collectors {
  private Collectors() {}

  /** Returns the defaults, without a thread for each collector. */
  public static CollectorConfig config() {
    return CollectorConfig.defaults().withClockThread(false);
  }
}
