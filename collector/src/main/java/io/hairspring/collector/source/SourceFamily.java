package io.hairspring.collector.source;

import io.hairspring.collector.view.FamilyKind;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A family that a {@link MetricsSource} may write. Immutable.
 *
 * @param name the name, before which the collector's prefix is put unless the source is registered
 *     without
 * @param help one line for people
 * @param kind what the series measure; latencies in nanoseconds are for the collector's own
 *     recorders
 * @param labelNames whose values tell the series apart
 */
public record SourceFamily(String name, String help, FamilyKind kind, List<String> labelNames) {
  /**
   * Copies; the names are checked when the source is registered.
   *
   * @throws IllegalArgumentException if no source can write such a kind
   */
  public SourceFamily {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(help, "help");
    if (kind != null && kind.hasWindows()) {
      throw new IllegalArgumentException(
          "kind of " + name + " must be one that a source writes, such as HISTOGRAM, was " + kind);
    }
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(labelNames, "labelNames");
    for (String label : labelNames) {
      Objects.requireNonNull(label, () -> "a label name of " + name + " must not be null");
    }
    labelNames = List.copyOf(labelNames);
  }

  /** Returns a family of counters; the name ends in {@code _total}. */
  public static SourceFamily counter(String name, String help, String... labelNames) {
    return new SourceFamily(name, help, FamilyKind.COUNTER, list(labelNames));
  }

  /** Returns a family of gauges. */
  public static SourceFamily gauge(String name, String help, String... labelNames) {
    return new SourceFamily(name, help, FamilyKind.GAUGE, list(labelNames));
  }

  /** Returns a family of histograms. */
  public static SourceFamily histogram(String name, String help, String... labelNames) {
    return new SourceFamily(name, help, FamilyKind.HISTOGRAM, list(labelNames));
  }

  /** Returns a family of summaries. */
  public static SourceFamily summary(String name, String help, String... labelNames) {
    return new SourceFamily(name, help, FamilyKind.SUMMARY, list(labelNames));
  }

  /** Returns a family of state sets. */
  public static SourceFamily stateSet(String name, String help, String... labelNames) {
    return new SourceFamily(name, help, FamilyKind.STATESET, list(labelNames));
  }

  /** Returns a family of infos; the name ends in {@code _info}. */
  public static SourceFamily info(String name, String help, String... labelNames) {
    return new SourceFamily(name, help, FamilyKind.INFO, list(labelNames));
  }

  private static List<String> list(String... labelNames) {
    return Arrays.asList(Objects.requireNonNull(labelNames, "labelNames"));
  }
}
