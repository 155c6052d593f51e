package io.hairspring.micrometer;

import io.hairspring.collector.Family;
import io.hairspring.collector.Figures;
import io.hairspring.collector.LatencyBuilder;
import io.hairspring.collector.LatencyRecorder;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.SeriesFigure;
import io.hairspring.collector.view.FamilyKind;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What the meters of one name are shown as. Under the monitor of {@link MeterFamilies}. */
final class MeterFamily {
  private final MetricsCollector metrics;
  private final String meterName;
  private final String shape;
  private final String help;
  private final DistributionStatisticConfig config; // null where meters have none
  private final Map<String, Figures<SeriesFigure>> figures = new HashMap<>(); // by name
  private final List<Runnable> closes = new ArrayList<>(); // of the collector's metrics
  private final Map<String, Family<LatencyRecorder>> latencies = new HashMap<>(); // of timers
  private int meters;

  /**
   * Creates a family that shows nothing yet.
   *
   * @param meterName Micrometer's name of its meters
   * @param shape what its meters are, for people
   */
  MeterFamily(
      MetricsCollector metrics,
      String meterName,
      String shape,
      String help,
      DistributionStatisticConfig config) {
    this.metrics = metrics;
    this.meterName = meterName;
    this.shape = shape;
    this.help = help;
    this.config = config;
  }

  String meterName() {
    return meterName;
  }

  String shape() {
    return shape;
  }

  /** Returns how the first meter was configured, which holds for all. */
  DistributionStatisticConfig config() {
    return config;
  }

  /** Returns figures of a name and label names, made if need be. */
  Figures<SeriesFigure> figures(String name, FamilyKind kind, String... labelNames) {
    Figures<SeriesFigure> known = figures.get(name);
    if (known != null) {
      return known.labelSet(labelNames);
    }
    Figures<SeriesFigure> made = metrics.figures(name, help, kind, labelNames);
    closes.add(made::close);
    figures.put(name, made);
    return made;
  }

  /**
   * Returns recorders of a name with these label names.
   *
   * @param layout describes the first of them
   */
  Family<LatencyRecorder> latencies(
      String name, Consumer<LatencyBuilder> layout, String... labelNames) {
    Family<LatencyRecorder> known = latencies.get(name);
    if (known != null) {
      return known.labelSet(labelNames);
    }
    LatencyBuilder builder = metrics.latency(name, help);
    layout.accept(builder);
    Family<LatencyRecorder> made = builder.family(labelNames);
    metrics.find(metrics.config().prefix() + name).ifPresent(found -> closes.add(found::close));
    latencies.put(name, made);
    return made;
  }

  void added() {
    meters++;
  }

  /** Forgets a meter. */
  void removed() {
    meters--;
  }

  /** Gives the names back if there are no meters; returns whether that is so. */
  boolean giveBackIfEmpty() {
    if (meters == 0) {
      closes.forEach(Runnable::run);
    }
    return meters == 0;
  }
}
