package io.hairspring.runtime.bridge;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricFamilyDescriptor;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * The names that our families hold in a registry of client_java, which compares names at no other
 * time than when a collector is registered. So each family is registered on its own, when it is
 * first seen, by a collector that shows nothing: whoever comes later with a name of ours is
 * refused, and so are we, alone and not with the whole answer.
 */
final class ClaimedNames {
  private final PrometheusRegistry registry;
  private final Map<ClientFamily, Claim> held = new HashMap<>(); // under the monitor

  ClaimedNames(PrometheusRegistry registry) {
    this.registry = registry;
  }

  /**
   * Holds the names of these families and of no others.
   *
   * @param refused told which name somebody else has, and what the registry says to that
   * @return the families whose names are held, by our own names
   */
  synchronized Map<String, ClientFamily> hold(
      List<ClientFamily> families, BiConsumer<ClientFamily, RuntimeException> refused) {
    Set<ClientFamily> wanted = new HashSet<>(families);
    held.entrySet().removeIf(claim -> !wanted.contains(claim.getKey()) && gone(claim.getValue()));
    Map<String, ClientFamily> shown = new HashMap<>();
    for (ClientFamily family : families) {
      try {
        Claim claim = held.computeIfAbsent(family, this::claim);
        shown.put(family.view().name(), claim.family);
      } catch (RuntimeException taken) {
        refused.accept(family, taken);
      }
    }
    return shown;
  }

  /** Claims a family's name: the whole of it where a gauge x of others is beside our x_total. */
  private Claim claim(ClientFamily family) {
    if (!family.isShortened()) {
      return register(family);
    }
    // First, whether others show it: a refused register() also gives back what they hold.
    gone(register(family.whole()));
    try {
      return register(family);
    } catch (RuntimeException taken) {
      return register(family.whole());
    }
  }

  private Claim register(ClientFamily family) {
    Claim claim = new Claim(family);
    registry.register(claim);
    return claim;
  }

  private boolean gone(Claim claim) {
    registry.unregister(claim);
    return true;
  }

  /** Gives all names back. */
  synchronized void release() {
    held.values().forEach(registry::unregister);
    held.clear();
  }

  /** Has a name, and shows nothing. */
  private static final class Claim implements MultiCollector {
    private static final MetricSnapshots NOTHING = new MetricSnapshots();

    private final ClientFamily family;

    private Claim(ClientFamily family) {
      this.family = family;
    }

    @Override
    public MetricSnapshots collect() {
      return NOTHING;
    }

    @Override
    public List<MetricFamilyDescriptor> getMetricFamilyDescriptors() {
      return List.of(family.descriptor());
    }
  }
}
