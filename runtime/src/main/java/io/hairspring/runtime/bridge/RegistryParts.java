package io.hairspring.runtime.bridge;

import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricFamilyDescriptor;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * What a registry of client_java holds, each collector asked by itself once one has thrown: the
 * registry's own scrape ends at the first that throws, and all the others would be gone.
 */
final class RegistryParts {
  private static final VarHandle COLLECTORS = set("collectors");
  private static final VarHandle MULTI_COLLECTORS = set("multiCollectors");

  private RegistryParts() {}

  /** Returns a field of the registry, or null where it cannot be reached. */
  private static VarHandle set(String name) {
    try {
      return MethodHandles.privateLookupIn(PrometheusRegistry.class, MethodHandles.lookup())
          .findVarHandle(PrometheusRegistry.class, name, Set.class);
    } catch (ReflectiveOperationException | RuntimeException unreachable) {
      return null; // another version, or a module that is not open
    }
  }

  /**
   * Returns what all collectors tell but those that throw, of which {@code failed} is told with
   * what to call them.
   */
  @SuppressWarnings({"CatchingUnchecked", "unchecked"}) // whatever a stranger's code throws
  static List<MetricSnapshot> scrape(
      PrometheusRegistry registry, BiConsumer<String, Throwable> failed) {
    try {
      return registry.scrape().stream().toList();
    } catch (Exception | LinkageError | StackOverflowError | AssertionError failure) {
      if (COLLECTORS == null || MULTI_COLLECTORS == null) {
        throw failure;
      }
    }
    List<MetricSnapshot> told = new ArrayList<>();
    for (Collector collector : (Set<Collector>) COLLECTORS.get(registry)) {
      told.addAll(ask(collector, failed));
    }
    for (MultiCollector collector : (Set<MultiCollector>) MULTI_COLLECTORS.get(registry)) {
      told.addAll(ask(collector, failed));
    }
    return told;
  }

  /** Returns what a collector tells; nothing if it throws. */
  @SuppressWarnings("CatchingUnchecked") // whatever a stranger's code throws, the others go on
  private static List<MetricSnapshot> ask(
      Collector collector, BiConsumer<String, Throwable> failed) {
    try {
      MetricSnapshot told = collector.collect();
      return told == null ? List.of() : List.of(told);
    } catch (Exception | LinkageError | StackOverflowError | AssertionError failure) {
      failed.accept(name(collector, collector.getMetricFamilyDescriptor()), failure);
      return List.of();
    }
  }

  /** Returns what a collector of several metrics tells; nothing if it throws. */
  @SuppressWarnings("CatchingUnchecked") // as above
  private static List<MetricSnapshot> ask(
      MultiCollector collector, BiConsumer<String, Throwable> failed) {
    try {
      MetricSnapshots told = collector.collect();
      return told == null ? List.of() : told.stream().toList();
    } catch (Exception | LinkageError | StackOverflowError | AssertionError failure) {
      List<MetricFamilyDescriptor> families = collector.getMetricFamilyDescriptors();
      failed.accept(name(collector, families.isEmpty() ? null : families.get(0)), failure);
      return List.of();
    }
  }

  private static String name(Object collector, MetricFamilyDescriptor family) {
    return family == null ? collector.getClass().getName() : family.getPrometheusName();
  }
}
