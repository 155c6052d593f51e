package io.hairspring.micrometer;

import io.micrometer.core.instrument.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Micrometer's wall time, as the collector asks for it. */
final class WallClock extends java.time.Clock {
  private final Clock clock;

  WallClock(Clock clock) {
    this.clock = clock;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public java.time.Clock withZone(ZoneId zone) {
    return this; // only instants are asked for
  }

  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(clock.wallTime());
  }
}
