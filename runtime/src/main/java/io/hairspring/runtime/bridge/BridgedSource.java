package io.hairspring.runtime.bridge;

import io.hairspring.collector.SourceRegistration;
import io.hairspring.collector.pull.MetricsSink;
import io.hairspring.collector.pull.MetricsSource;
import io.hairspring.collector.pull.SourceFamily;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Tells what client_java has collected; declares families as they appear. */
final class BridgedSource implements MetricsSource {
  private final Supplier<MetricSnapshots> snapshots;
  private final Map<String, SourceFamily> declared = new HashMap<>(); // set-up, then who asks

  // Volatile: given once, after the source may be asked. Until then nothing new is declared.
  private volatile SourceRegistration registration;

  BridgedSource(Supplier<MetricSnapshots> snapshots) {
    this.snapshots = snapshots;
  }

  /** Returns the families that there are now, which count as declared. */
  SourceFamily[] familiesNow() {
    for (MetricSnapshot snapshot : snapshots.get()) {
      Snapshots.family(snapshot).ifPresent(family -> declared.put(family.name(), family));
    }
    return declared.values().toArray(SourceFamily[]::new);
  }

  /** Sets where families that appear later are declared. */
  void declareBy(SourceRegistration registration) {
    this.registration = registration;
  }

  @Override
  public void collect(MetricsSink sink) {
    for (MetricSnapshot snapshot : snapshots.get()) {
      Optional<SourceFamily> family = Snapshots.family(snapshot);
      if (family.isEmpty()) {
        sink.refuse(snapshot.getMetadata().getPrometheusName(), "gauge histograms cannot be shown");
      } else if (isDeclared(family.get(), sink)) {
        Snapshots.tell(snapshot, family.get(), sink);
      }
    }
  }

  /** Declares a family that is new, or has other labels than before. */
  private boolean isDeclared(SourceFamily family, MetricsSink sink) {
    if (family.equals(declared.get(family.name()))) {
      return true;
    }
    SourceRegistration open = registration;
    if (open == null) {
      return false; // told next time
    }
    try {
      open.declare(family);
      declared.put(family.name(), family);
      return true;
    } catch (IllegalArgumentException clash) {
      sink.refuse(family.name(), clash.getMessage());
    } catch (IllegalStateException closed) {
      sink.refuse(family.name(), "the source is closed");
    }
    return false;
  }
}
