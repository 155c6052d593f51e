package io.hairspring.runtime.bridge;

import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.view.MetricsVisitor;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Finds out whether client_java, asked for a collector, shows that very collector, by itself or
 * through others: it would then show itself in itself, ever deeper. The thread tells them apart,
 * since nothing else passes from the one who asks to the one who is asked.
 */
final class Loop {
  private static final int MOST_DEEP = 8;

  // By who asks; a map and no ThreadLocal, which would outlive the asking in a host's threads.
  private static final Map<Thread, Loop> ASKING = new ConcurrentHashMap<>();

  // Who is asked meanwhile, and asks its own sources on threads of its own. Where several ask the
  // same one at a time, one of them is missed, and ends by the time limits of sources.
  private static final Map<MetricsCollector, Loop> ASKED = new ConcurrentHashMap<>();

  private final MetricsCollector metrics;
  private volatile boolean closed; // written by who is asked, read by who asks, once that has ended

  private Loop(MetricsCollector metrics) {
    this.metrics = metrics;
  }

  /** Asks for {@code metrics}; runs {@code found} if it was asked in turn. */
  static <R> R asking(MetricsCollector metrics, Supplier<R> ask, Runnable found) {
    Loop loop = new Loop(metrics);
    Loop outer = ASKING.put(Thread.currentThread(), loop);
    try {
      return ask.get();
    } finally {
      if (outer == null) {
        ASKING.remove(Thread.currentThread());
      } else {
        ASKING.put(Thread.currentThread(), outer);
      }
      if (loop.closed) {
        found.run();
      }
    }
  }

  /**
   * Refuses a registry that {@code metrics} already shows: asks as a collection does, and looks
   * whether that gets there.
   */
  static void refuse(MetricsCollector metrics, PrometheusRegistry registry) {
    AtomicBoolean reached = new AtomicBoolean();
    MultiCollector probe =
        () -> {
          if (closesAt(metrics)) {
            reached.set(true);
          }
          return new MetricSnapshots();
        };
    registry.register(probe);
    try {
      metrics.visit(new ClientSnapshots(Map.of(), family -> false, (name, reason) -> {}));
    } finally {
      registry.unregister(probe);
    }
    if (reached.get()) {
      throw new IllegalArgumentException(
          "the collector shows this client_java registry already (PrometheusBridge); expected one"
              + " way alone, or it would show itself in itself");
    }
  }

  /** Returns whether this thread asks for {@code metrics}, which then must not be shown to it. */
  static boolean closesAt(MetricsCollector metrics) {
    Loop loop = ASKING.get(Thread.currentThread());
    for (int i = 0; loop != null && i < MOST_DEEP; i++) {
      if (loop.metrics == metrics) {
        loop.closed = true;
        return true;
      }
      loop = ASKED.get(loop.metrics);
    }
    return false;
  }

  /** Collects {@code metrics} for whomever this thread asks. */
  static void visit(MetricsCollector metrics, MetricsVisitor visitor) {
    Loop loop = ASKING.get(Thread.currentThread());
    if (loop == null) {
      metrics.visit(visitor);
      return;
    }
    ASKED.put(metrics, loop);
    try {
      metrics.visit(visitor);
    } finally {
      ASKED.remove(metrics, loop);
    }
  }
}
