package io.hairspring.micrometer;

import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.source.MetricsSink;
import io.hairspring.collector.source.MetricsSource;
import io.hairspring.collector.source.SourceRegistration;
import io.micrometer.common.util.internal.logging.WarnThenDebugLogger;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * All figures that strangers' code tells. A source of the collector asks them before each
 * collection: on a thread of its own, under no lock, so a gauge may even make further meters, and
 * for no longer than a collection waits for sources. Any thread.
 */
final class AskedFigures implements MetricsSource {
  private static final WarnThenDebugLogger LOG = new WarnThenDebugLogger(AskedFigures.class);
  private static final String NAME = "micrometer";
  private static final int MOST_NAMES = 64; // sources of one collector

  private final Set<Asked<?>> figures = ConcurrentHashMap.newKeySet();
  private SourceRegistration registration;

  private AskedFigures() {}

  /** Returns figures that a collector asks from now on. */
  static AskedFigures of(MetricsCollector metrics) {
    AskedFigures asked = new AskedFigures();
    for (int i = 1; asked.registration == null; i++) {
      try {
        String name = i == 1 ? NAME : NAME + "_" + i; // several registries may share a collector
        asked.registration = metrics.source(name, asked).register();
      } catch (IllegalArgumentException taken) {
        if (i == MOST_NAMES) {
          throw taken;
        }
      }
    }
    return asked;
  }

  void add(Asked<?> figure) {
    figures.add(figure);
  }

  void remove(Asked<?> figure) {
    figures.remove(figure);
  }

  /** Asks no more. */
  void close() {
    registration.close();
  }

  @Override
  public void collect(MetricsSink sink) {
    ask();
  }

  private void ask() {
    for (Asked<?> figure : figures) {
      figure.ask(failure -> LOG.log("a meter's function failed; its last value is shown", failure));
    }
  }
}
