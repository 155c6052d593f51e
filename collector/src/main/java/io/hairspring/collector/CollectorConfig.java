package io.hairspring.collector;

import io.hairspring.collector.naming.Names;
import io.hairspring.collector.snapshot.FamilyKind;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What a collector is made with. Immutable; {@link #defaults()} suits a gateway, and each {@code
 * with} method returns a changed copy.
 *
 * @param enabled whether instruments record anything
 * @param prefix what every metric name starts with, such as {@code wilab_}; empty for nothing
 * @param labels labels of every series, in this order
 * @param maxStripes how many threads at a time write stripes of their own, 0 to 4096; further
 *     threads share stripes and pay an atomic add
 * @param maxSeries how many series a family may have before further label values share one
 * @param ticker the monotonic time of {@code start} and {@code stop}
 * @param clock the wall time of epochs
 */
public record CollectorConfig(
    boolean enabled,
    String prefix,
    Map<String, String> labels,
    int maxStripes,
    int maxSeries,
    Ticker ticker,
    Clock clock) {
  private static final int MOST_STRIPES = 4096;
  private static final int STRIPES_PER_PROCESSOR = 8;
  private static final int LEAST_DEFAULT_STRIPES = 32;
  private static final int DEFAULT_MAX_SERIES = 10_000;

  /**
   * Checks and copies.
   *
   * @throws IllegalArgumentException if a name or a number is out of its range
   */
  public CollectorConfig {
    Names.prefix(prefix);
    Names.labels("every series", new ArrayList<>(labels.keySet()), FamilyKind.LATENCY);
    labels.forEach((name, value) -> Objects.requireNonNull(value, name));
    labels = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(labels));
    if (maxStripes < 0 || maxStripes > MOST_STRIPES) {
      throw new IllegalArgumentException(
          "maxStripes must be 0 to " + MOST_STRIPES + ", was " + maxStripes);
    }
    if (maxSeries < 1) {
      throw new IllegalArgumentException("maxSeries must be at least 1, was " + maxSeries);
    }
    Objects.requireNonNull(ticker, "ticker");
    Objects.requireNonNull(clock, "clock");
  }

  /** Returns a configuration without prefix and labels, on the system's clocks. */
  public static CollectorConfig defaults() {
    int processors = Runtime.getRuntime().availableProcessors();
    return new CollectorConfig(
        true,
        "",
        Map.of(),
        Math.min(Math.max(LEAST_DEFAULT_STRIPES, STRIPES_PER_PROCESSOR * processors), MOST_STRIPES),
        DEFAULT_MAX_SERIES,
        Ticker.system(),
        Clock.systemUTC());
  }

  /** Returns a copy that records, or does not. */
  public CollectorConfig withEnabled(boolean enabled) {
    return new CollectorConfig(enabled, prefix, labels, maxStripes, maxSeries, ticker, clock);
  }

  /** Returns a copy with another prefix. */
  public CollectorConfig withPrefix(String prefix) {
    return new CollectorConfig(enabled, prefix, labels, maxStripes, maxSeries, ticker, clock);
  }

  /** Returns a copy in which every series also has this label. */
  public CollectorConfig withLabel(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(labels);
    more.put(name, value);
    return new CollectorConfig(enabled, prefix, more, maxStripes, maxSeries, ticker, clock);
  }

  /** Returns a copy with another bound on stripes. */
  public CollectorConfig withMaxStripes(int maxStripes) {
    return new CollectorConfig(enabled, prefix, labels, maxStripes, maxSeries, ticker, clock);
  }

  /** Returns a copy with another bound on the series of a family. */
  public CollectorConfig withMaxSeries(int maxSeries) {
    return new CollectorConfig(enabled, prefix, labels, maxStripes, maxSeries, ticker, clock);
  }

  /** Returns a copy on another monotonic time. */
  public CollectorConfig withTicker(Ticker ticker) {
    return new CollectorConfig(enabled, prefix, labels, maxStripes, maxSeries, ticker, clock);
  }

  /** Returns a copy on another wall time. */
  public CollectorConfig withClock(Clock clock) {
    return new CollectorConfig(enabled, prefix, labels, maxStripes, maxSeries, ticker, clock);
  }
}
