package io.hairspring.collector;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Monotonic and wall time that a test moves by hand. */
final class ManualTime extends Clock implements Ticker {
  static final Instant NOON = Instant.parse("2026-01-28T12:00:00Z");

  private final long originNanos;
  private Duration passed = Duration.ZERO;

  /** Creates a time whose monotonic side begins anywhere. */
  ManualTime(long originNanos) {
    this.originNanos = originNanos;
  }

  ManualTime() {
    this(1_234_567);
  }

  /** Returns a configuration on this time, whose clock a test ticks. */
  CollectorConfig config() {
    return CollectorConfig.defaults().withTicker(this).withClock(this).withClockThread(false);
  }

  void pass(Duration time) {
    passed = passed.plus(time);
  }

  void passSeconds(long seconds) {
    pass(Duration.ofSeconds(seconds));
  }

  @Override
  public long nanoTime() {
    return originNanos + passed.toNanos();
  }

  @Override
  public Instant instant() {
    return NOON.plus(passed);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("expected no time zone to be asked for");
  }
}
