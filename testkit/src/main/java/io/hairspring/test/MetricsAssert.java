package io.hairspring.test;

import io.hairspring.collector.view.FamilyKind;
import java.util.Map;

/**
 * Asserts on what a collector held at one moment. A series is named by its family and by as many of
 * its labels as tell it apart. What fails throws an {@link AssertionError} that lists what there
 * is.
 */
public final class MetricsAssert {
  private final MetricsSnapshot snapshot;

  MetricsAssert(MetricsSnapshot snapshot) {
    this.snapshot = snapshot;
  }

  /**
   * Asserts that there is such a counter.
   *
   * @param labels names and values in turn
   */
  public SeriesAssert counter(String name, String... labels) {
    return series(FamilyKind.COUNTER, name, labels);
  }

  /**
   * Asserts that there is such a gauge.
   *
   * @param labels names and values in turn
   */
  public SeriesAssert gauge(String name, String... labels) {
    return series(FamilyKind.GAUGE, name, labels);
  }

  /**
   * Asserts that there is such a histogram.
   *
   * @param labels names and values in turn
   */
  public SeriesAssert histogram(String name, String... labels) {
    return series(FamilyKind.HISTOGRAM, name, labels);
  }

  /**
   * Asserts that there is such a latency recorder.
   *
   * @param labels names and values in turn
   */
  public SeriesAssert latency(String name, String... labels) {
    return series(FamilyKind.LATENCY, name, labels);
  }

  /**
   * Asserts that there is such a value recorder.
   *
   * @param labels names and values in turn
   */
  public SeriesAssert values(String name, String... labels) {
    return series(FamilyKind.VALUES, name, labels);
  }

  /**
   * Asserts that there is such a state set.
   *
   * @param labels names and values in turn
   */
  public SeriesAssert stateSet(String name, String... labels) {
    return series(FamilyKind.STATESET, name, labels);
  }

  /**
   * Asserts that no series has these labels; makes none.
   *
   * @param labels names and values in turn; none for the whole family
   */
  public MetricsAssert hasNo(String name, String... labels) {
    Map<String, String> unwanted = Labels.of(name, labels);
    snapshot.series().stream()
        .filter(series -> series.name().equals(name) && series.hasAll(unwanted))
        .findFirst()
        .ifPresent(
            series -> {
              throw new AssertionError("expected no such series, was " + series);
            });
    return this;
  }

  private SeriesAssert series(FamilyKind kind, String name, String... labels) {
    SeriesSnapshot found =
        snapshot
            .find(name, labels)
            .orElseThrow(() -> new AssertionError(snapshot.missing(name, Labels.of(name, labels))));
    if (found.kind() != kind) {
      throw new AssertionError(
          "metric \"" + name + "\" is a " + found.kind() + "; expected a " + kind);
    }
    return new SeriesAssert(found);
  }
}
