package io.hairspring.stress;

import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.view.DistributionView;
import io.hairspring.collector.view.FamilyView;
import io.hairspring.collector.view.LatencyView;
import io.hairspring.collector.view.MetricsVisitor;
import io.hairspring.collector.view.SeriesView;
import io.hairspring.collector.view.StateSetView;
import io.hairspring.collector.view.SummaryView;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToLongFunction;

/**
 * What one collection of a collector showed, added up by kind; of the collector's own metrics,
 * dropped and failed events, torn answers, and cells that were folded or refused.
 */
public final class Totals implements MetricsVisitor {
  private long counted;
  private long observed;
  private double observedSum;
  private long latencies;
  private long latencySumNanos;
  private long[] latencyBuckets = {};
  private double gauges;
  private long droppedEvents;
  private long failedEvents;
  private long tornAnswers;
  private long foldedCells;
  private long refusedCells;
  private final boolean shapesOnly;
  private boolean dropping; // whether the family shown counts dropped events
  private boolean failing; // or failed ones
  private boolean tearing; // or torn answers
  private boolean folding; // or cells folded
  private boolean refusing; // or refused

  private Totals(boolean shapesOnly) {
    this.shapesOnly = shapesOnly;
  }

  /** Returns nothing, to which collections can be added. */
  public static Totals none() {
    return new Totals(false);
  }

  /** Returns what the open epoch holds. */
  public static Totals of(MetricsCollector metrics) {
    Totals totals = new Totals(false);
    metrics.visit(totals);
    return totals;
  }

  /** Returns what the open epoch holds, as formats read it that show shapes only. */
  public static Totals ofShapes(MetricsCollector metrics) {
    Totals totals = new Totals(true);
    metrics.visit(totals);
    return totals;
  }

  /** Closes the epoch and returns what it held. */
  public static Totals ofClosedEpoch(MetricsCollector metrics) {
    Totals totals = new Totals(false);
    metrics.reset(totals);
    return totals;
  }

  /** Closes the epoch of one family and returns what it held. */
  public static Totals ofClosedFamily(MetricsCollector metrics, String name) {
    Totals totals = new Totals(false);
    metrics.reset(name, totals);
    return totals;
  }

  /** Closes the epoch of one series and returns what it held. */
  public static Totals ofClosedSeries(
      MetricsCollector metrics, String name, String... labelValues) {
    Totals totals = new Totals(false);
    metrics.reset(name, List.of(labelValues), totals);
    return totals;
  }

  /**
   * Adds what another collection showed; gauges, which have no epochs, are taken from the other.
   */
  public void add(Totals other) {
    counted += other.counted;
    observed += other.observed;
    observedSum += other.observedSum;
    latencies += other.latencies;
    latencySumNanos += other.latencySumNanos;
    addBuckets(other.latencyBuckets.length, i -> other.latencyBuckets[i]);
    gauges = other.gauges;
    droppedEvents += other.droppedEvents;
    failedEvents += other.failedEvents;
    tornAnswers += other.tornAnswers;
    foldedCells += other.foldedCells;
    refusedCells += other.refusedCells;
  }

  /** Returns how often a thread's own cells were folded. */
  public long foldedCells() {
    return foldedCells;
  }

  /** Returns how often a thread was given no cells of its own for want of room. */
  public long refusedCells() {
    return refusedCells;
  }

  /** Returns the sum of all counters. */
  public long counted() {
    return counted;
  }

  /** Returns how many values all histograms hold. */
  public long observed() {
    return observed;
  }

  /** Returns the sum of all values of histograms. */
  public double observedSum() {
    return observedSum;
  }

  /** Returns how many latencies all recorders hold. */
  public long latencies() {
    return latencies;
  }

  /** Returns the sum of all latencies. */
  public long latencySumNanos() {
    return latencySumNanos;
  }

  /** Returns, for each bound of the recorders, how many latencies were at most that long. */
  public long[] latencyBuckets() {
    return latencyBuckets.clone();
  }

  /** Returns the sum of all gauges. */
  public double gauges() {
    return gauges;
  }

  /** Returns how many events rings have dropped. */
  public long droppedEvents() {
    return droppedEvents;
  }

  /** Returns how many events of rings have failed. */
  public long failedEvents() {
    return failedEvents;
  }

  /** Returns how many answers about a series were torn, and counted so, before this one. */
  public long tornAnswers() {
    return tornAnswers;
  }

  @Override
  public boolean family(FamilyView family) {
    dropping = family.name().equals("hairspring_events_dropped_total");
    failing = family.name().equals("hairspring_events_failed_total");
    tearing = family.name().equals("hairspring_series_torn_total");
    folding = family.name().equals("hairspring_latency_cells_folded_total");
    refusing = family.name().equals("hairspring_latency_own_cells_refused_total");
    return dropping
        || failing
        || tearing
        || folding
        || refusing
        || !family.name().startsWith("hairspring_");
  }

  @Override
  public boolean readsShapesOnly() {
    return shapesOnly;
  }

  @Override
  public void counter(SeriesView series, long total) {
    if (dropping) {
      droppedEvents += total;
    } else if (failing) {
      failedEvents += total;
    } else if (folding) {
      foldedCells += total;
    } else if (refusing) {
      refusedCells += total;
    } else if (tearing) {
      tornAnswers += total;
    } else {
      counted += total;
    }
  }

  @Override
  public void fractionalCounter(SeriesView series, double total) {}

  @Override
  public void gauge(SeriesView series, double value) {
    gauges += value;
  }

  @Override
  public void histogram(SeriesView series, DistributionView values) {
    observed += values.count();
    observedSum += values.sum();
  }

  @Override
  public void latency(SeriesView series, LatencyView values) {
    latencies += values.count();
    latencySumNanos += values.sumNanos();
    addBuckets(values.bounds(), values::cumulativeCount);
  }

  @Override
  public void summary(SeriesView series, SummaryView values) {}

  @Override
  public void info(SeriesView series) {}

  @Override
  public void stateSet(SeriesView series, StateSetView states) {}

  private void addBuckets(int count, IntToLongFunction cumulative) {
    latencyBuckets = Arrays.copyOf(latencyBuckets, Math.max(count, latencyBuckets.length));
    for (int i = 0; i < count; i++) {
      latencyBuckets[i] += cumulative.applyAsLong(i);
    }
  }
}
