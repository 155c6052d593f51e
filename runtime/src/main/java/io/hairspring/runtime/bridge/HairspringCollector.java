package io.hairspring.runtime.bridge;

import io.hairspring.collector.Counter;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.view.NameEscaping;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.registry.PrometheusScrapeRequest;
import io.prometheus.metrics.model.snapshots.MetricFamilyDescriptor;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Shows a collector in a registry of client_java, and so in every host that has only that: its HTTP
 * server and servlet, and whatever pushes a registry.
 *
 * <p>A scrape of the registry is one collection of the collector, with all that {@link
 * MetricsCollector#visit} says about sources and turns. Names, values and labels are those of the
 * collector's own formats: counters, gauges, infos, state sets, summaries, classic and native
 * histograms, exemplars and creation times. What is of no type there (a gauge that ends in {@code
 * _total}, a counter {@code x_total} beside a gauge {@code x}) is unknown.
 *
 * <p>Metrics may be made before and after. One whose name somebody else has in the registry by then
 * is left out, counted at each scrape in {@code hairspring_reader_refusals_total} and logged once;
 * and whoever comes to the registry with a name of ours is refused. A scrape never throws.
 */
public final class HairspringCollector implements MultiCollector, AutoCloseable {
  private static final Logger LOGGER = System.getLogger(HairspringCollector.class.getName());
  private static final int MOST_LINES = 16;

  private final MetricsCollector metrics;
  private final PrometheusRegistry registry;
  private final Predicate<String> shown;
  private final ClaimedNames names;
  private final Counter refusals;
  private final Set<String> logged = ConcurrentHashMap.newKeySet();

  private HairspringCollector(
      MetricsCollector metrics, PrometheusRegistry registry, Predicate<String> shown) {
    this.metrics = metrics;
    this.registry = registry;
    this.shown = shown;
    names = new ClaimedNames(registry);
    refusals = metrics.scrapeMetrics().unshown().with("client_java");
  }

  /**
   * Shows all that a collector holds now and will hold later.
   *
   * @throws IllegalArgumentException if a name is taken in the registry, or if the collector shows
   *     that registry; nothing is registered then
   */
  public static HairspringCollector register(
      MetricsCollector metrics, PrometheusRegistry registry) {
    return register(metrics, registry, name -> true);
  }

  /**
   * Shows some of the families of a collector, such as those of a second one without its {@code
   * hairspring_} metrics.
   *
   * @param shown told the whole name of a family, such as {@code orders_total}
   * @throws IllegalArgumentException as for all families
   */
  public static HairspringCollector register(
      MetricsCollector metrics, PrometheusRegistry registry, Predicate<String> shown) {
    Objects.requireNonNull(metrics, "metrics");
    Objects.requireNonNull(registry, "registry");
    Objects.requireNonNull(shown, "shown");
    Loop.refuse(metrics, registry);
    HairspringCollector made = new HairspringCollector(metrics, registry, shown);
    try {
      made.names.hold(
          made.families(),
          (family, taken) -> {
            throw new IllegalArgumentException(
                "metric \""
                    + family.view().name()
                    + "\" is refused by client_java ("
                    + taken.getMessage()
                    + "); expected a name that nothing else in the registry has",
                taken);
          });
      registry.register(made);
      return made;
    } catch (RuntimeException refused) {
      made.close();
      throw refused;
    }
  }

  private List<ClientFamily> families() {
    return ClientFamily.of(
        metrics.families().stream().filter(family -> shown.test(family.name())).toList());
  }

  @Override
  public MetricSnapshots collect() {
    return collect(name -> true, null);
  }

  /**
   * Shows the families that are asked for by their whole name or by that of client_java, without
   * {@code _total} or {@code _info}; the others are passed over by the collection.
   */
  @Override
  @SuppressWarnings("CatchingUnchecked") // what one source or view throws spares the registry
  public MetricSnapshots collect(
      Predicate<String> includedNames, PrometheusScrapeRequest scrapeRequest) {
    if (Loop.closesAt(metrics)) {
      return new MetricSnapshots();
    }
    try {
      ClientSnapshots snapshots =
          new ClientSnapshots(
              names.hold(families(), (family, taken) -> refuse(family.view().name(), taken)),
              family -> isIncluded(family, includedNames),
              this::refuse);
      Loop.visit(metrics, snapshots);
      return snapshots.made();
    } catch (Exception | LinkageError | StackOverflowError | AssertionError failure) {
      refuse("all", failure);
      return new MetricSnapshots();
    }
  }

  private static boolean isIncluded(ClientFamily family, Predicate<String> included) {
    String whole = family.view().name();
    return included.test(NameEscaping.UNDERSCORES.metric(family.name()))
        || included.test(NameEscaping.UNDERSCORES.metric(whole))
        || included.test(whole);
  }

  private void refuse(String family, Throwable reason) {
    refusals.inc();
    if (logged.size() < MOST_LINES && logged.add(family)) {
      LOGGER.log(Level.WARNING, () -> "not shown in client_java: " + family + ": " + reason);
    }
  }

  /**
   * Returns none, so that a scrape by names always asks: families come and go, and each holds its
   * names in the registry by itself.
   */
  @Override
  public List<MetricFamilyDescriptor> getMetricFamilyDescriptors() {
    return List.of();
  }

  /** Takes all families out of the registry and gives their names back. May be called again. */
  @Override
  public void close() {
    registry.unregister(this);
    names.release();
  }
}
