package io.hairspring.test;

import io.hairspring.collector.CollectorConfig;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.Ticker;
import io.hairspring.collector.WindowSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Time that stands still until a test moves it: wall clock, ticker and the steps of windows. Its
 * collectors have no clock thread. Any thread, though one moves it at a time.
 *
 * <pre>{@code
 * ManualClock clock = new ManualClock();
 * MetricsCollector metrics = clock.collector();
 * clock.advance(Duration.ofMinutes(2)); // windows have moved
 * }</pre>
 */
public final class ManualClock extends Clock implements Ticker {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final List<MetricsCollector> collectors = new CopyOnWriteArrayList<>();
  private final ZoneId zone = ZoneOffset.UTC;
  private volatile Duration passed = Duration.ZERO; // written by who advances

  /** Creates a clock; it shows midnight of 1 January 2026, UTC. */
  public ManualClock() {}

  /** Returns a collector on this clock, with defaults otherwise. */
  public MetricsCollector collector() {
    return collector(CollectorConfig.defaults());
  }

  /**
   * Returns a collector on this clock, which {@link #advance} ticks.
   *
   * @param config its ticker, clock and clock thread are replaced, and collections do not wait for
   *     turns
   */
  public MetricsCollector collector(CollectorConfig config) {
    MetricsCollector made =
        MetricsCollector.create(
            config
                .withTicker(this)
                .withClock(this)
                .withClockThread(false)
                .withMaxCollectionsPerSecond(CollectorConfig.MOST_COLLECTIONS_PER_SECOND));
    collectors.add(made);
    return made;
  }

  /**
   * Moves time on, in such steps that no step of a window is missed, and ticks the collectors of
   * this clock at each.
   *
   * @throws IllegalArgumentException if the time is negative
   */
  public void advance(Duration time) {
    Objects.requireNonNull(time, "time");
    if (time.isNegative()) {
      throw new IllegalArgumentException("time must not be negative, was " + time);
    }
    Duration end = passed.plus(time);
    Duration step = step();
    while (passed.compareTo(end) < 0) {
      Duration next = passed.plus(step);
      passed = next.compareTo(end) < 0 ? next : end;
      collectors.forEach(MetricsCollector::tick);
    }
  }

  /** Returns the shortest step of a window. */
  private Duration step() {
    return collectors.stream()
        .flatMap(collector -> collector.config().windows().stream())
        .map(ManualClock::step)
        .min(Duration::compareTo)
        .orElse(Duration.ofDays(1));
  }

  private static Duration step(WindowSettings window) {
    return window.length().dividedBy(window.steps());
  }

  @Override
  public long nanoTime() {
    return passed.toNanos();
  }

  @Override
  public Instant instant() {
    return START.plus(passed);
  }

  @Override
  public ZoneId getZone() {
    return zone;
  }

  /** Returns this clock: instants know no zone. */
  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
