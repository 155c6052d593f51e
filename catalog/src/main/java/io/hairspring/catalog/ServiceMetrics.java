package io.hairspring.catalog;

import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.Ticker;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/**
 * What a service says of itself: its build, how long it runs, and whether parts of it are well.
 *
 * <p>Metrics, without prefix or labels unless told otherwise: {@code build_info} with the labels
 * that it is given, {@code uptime_seconds} since this group was made, and a gauge of 1 or 0 for
 * each status.
 */
public final class ServiceMetrics extends InstrumentGroup {
  private static final double NANOS_PER_SECOND = 1e9;

  private final MetricsCollector metrics;
  private final GroupSettings settings;
  private final String infoName;
  private final String infoHelp;

  /** Registers the metrics under their own names. */
  public ServiceMetrics(MetricsCollector metrics) {
    this(metrics, GroupSettings.defaults());
  }

  /**
   * Registers the metrics; the uptime starts now.
   *
   * @throws IllegalArgumentException if a setting names something that the group lacks, or if a
   *     name is taken
   */
  public ServiceMetrics(MetricsCollector metrics, GroupSettings settings) {
    super(metrics, "service", "", settings);
    this.metrics = metrics;
    this.settings = settings;
    infoName = group.name("build_info");
    infoHelp = group.help("build_info", "What was built.");
    Ticker ticker = metrics.config().ticker();
    long startNanos = ticker.nanoTime();
    group.callback(
        "uptime_seconds",
        "Time since the service was started.",
        () -> (ticker.nanoTime() - startNanos) / NANOS_PER_SECOND);
    group.done();
  }

  /**
   * Shows what was built, such as version and commit. Once.
   *
   * @param labels names and values, shown in the order of the map; no secrets, as everybody who
   *     scrapes reads them
   */
  public ServiceMetrics info(Map<String, String> labels) {
    Objects.requireNonNull(labels, "labels");
    Map<String, String> all = new LinkedHashMap<>(settings.fixedLabels());
    all.putAll(labels);
    if (settings.has("build_info")) {
      group.registered(metrics.info(infoName, infoHelp, all)::close);
    }
    return this;
  }

  /**
   * Shows whether something is well: 1 if {@code well} holds when somebody reads, else 0.
   *
   * @param name the name, before which the prefixes of the settings and of the collector come
   * @param help one line that says what is well
   * @param well answers at once, from any thread; where it throws, the gauge is left out of that
   *     answer and the failure counted
   */
  public ServiceMetrics status(String name, String help, BooleanSupplier well) {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(well, "well");
    group.callback(name, help, () -> well.getAsBoolean() ? 1 : 0);
    return this;
  }
}
