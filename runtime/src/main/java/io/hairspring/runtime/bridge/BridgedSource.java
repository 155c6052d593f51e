package io.hairspring.runtime.bridge;

import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.source.MetricsSink;
import io.hairspring.collector.source.MetricsSource;
import io.hairspring.collector.source.SourceFamily;
import io.hairspring.collector.source.SourceRegistration;
import io.hairspring.collector.view.FamilyKind;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Tells what client_java has collected; declares families as they appear. What cannot be told is
 * left out alone.
 */
final class BridgedSource implements MetricsSource {
  private final MetricsCollector metrics;
  private final Function<BiConsumer<String, Throwable>, List<MetricSnapshot>> scrape;

  // Under the monitor: by whoever registers, then by who asks.
  private final Map<String, SourceFamily> declared = new HashMap<>();
  private final Map<String, String> failures = new HashMap<>(); // the first of each collector
  private SourceRegistration registration; // null until the source may be asked

  /** Creates a source; {@code scrape} tells its argument what has thrown. */
  BridgedSource(
      MetricsCollector metrics,
      Function<BiConsumer<String, Throwable>, List<MetricSnapshot>> scrape) {
    this.metrics = metrics;
    this.scrape = scrape;
  }

  /**
   * Sets where families are declared, and declares those that there are now.
   *
   * @return false if {@code scrape} shows the collector itself; then nothing is declared
   */
  @SuppressWarnings("CatchingUnchecked") // whatever a stranger's code throws, it is asked again
  synchronized boolean declareBy(SourceRegistration registration) {
    AtomicBoolean loop = new AtomicBoolean();
    Map<String, BridgedFamily> families = Map.of();
    try {
      families = families((name, reason) -> {}, () -> loop.set(true));
    } catch (Exception | LinkageError | StackOverflowError | AssertionError failure) {
      families = Map.of(); // counted and logged when it is asked for the first time
    }
    if (loop.get()) {
      return false;
    }
    this.registration = registration;
    families.forEach((name, family) -> declare(name, family));
    return true;
  }

  @Override
  public synchronized void collect(MetricsSink sink) {
    if (registration == null) {
      return; // told next time
    }
    families(sink::refuse, () -> sink.refuse("all", "the registry shows this very collector, too"))
        .forEach(
            (name, family) -> {
              String refusal = declare(name, family);
              if (refusal == null) {
                family.tell(declared.get(name), sink);
              } else {
                sink.refuse(name, refusal);
              }
            });
  }

  private Map<String, BridgedFamily> families(BiConsumer<String, String> refused, Runnable loop) {
    Map<String, BridgedFamily> families = new LinkedHashMap<>();
    List<MetricSnapshot> snapshots =
        Loop.asking(
            metrics,
            () ->
                scrape.apply(
                    (name, failure) ->
                        refused.accept(
                            name, failures.computeIfAbsent(name, n -> "threw " + failure))),
            loop);
    for (MetricSnapshot snapshot : snapshots) {
      FamilyKind kind = Snapshots.kind(snapshot);
      if (kind == null) {
        refused.accept(
            snapshot.getMetadata().getPrometheusName(), "gauge histograms cannot be shown");
        continue;
      }
      String name = Snapshots.name(snapshot, kind);
      SourceFamily before = declared.get(name);
      FamilyKind expected = before == null ? kind : before.kind();
      BridgedFamily family = families.computeIfAbsent(name, n -> new BridgedFamily(n, expected));
      if (family.kind() == kind) {
        family.add(snapshot);
      } else {
        refused.accept(name, "expected the kind " + family.kind() + ", was " + kind);
      }
    }
    return families;
  }

  /**
   * Declares a family that is new, or has further labels or another help.
   *
   * @return why it cannot be, or null
   */
  private String declare(String name, BridgedFamily family) {
    SourceFamily before = declared.get(name);
    SourceFamily next = family.declaration(before);
    if (next.equals(before)) {
      return null;
    }
    try {
      registration.declare(next);
      declared.put(name, next);
      return null;
    } catch (IllegalArgumentException clash) {
      return clash.getMessage();
    } catch (IllegalStateException closed) {
      return "the source is closed";
    }
  }
}
