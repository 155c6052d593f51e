package io.hairspring.runtime;

import io.hairspring.collector.LatencyRecorder;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.source.MetricsSource;
import io.hairspring.collector.source.SourceFamily;
import io.hairspring.collector.source.SourceRegistration;
import io.hairspring.runtime.bridge.PrometheusBridge;
import io.hairspring.runtime.linux.ContainerSource;
import io.hairspring.runtime.linux.PressureSource;
import io.prometheus.metrics.instrumentation.jvm.JvmBufferPoolMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmClassLoadingMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmCompilationMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmGarbageCollectorMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmMemoryMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmMemoryPoolAllocationMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmNativeMemoryMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmRuntimeInfoMetric;
import io.prometheus.metrics.instrumentation.jvm.JvmThreadsMetrics;
import io.prometheus.metrics.instrumentation.jvm.ProcessMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Figures of the JVM, the process and its container, under the names that dashboards know, such as
 * {@code jvm_memory_used_bytes} and {@code process_cpu_seconds_total}, without the collector's
 * prefix. Asked with each collection, off the reading lock, as sources {@code jvm}, {@code
 * process}, {@code pressure} and {@code container}. Pauses are latency recorders of the collector,
 * prefix included, that a thread of its own and the JVM fill.
 *
 * <p>Those of the JVM and the process are client_java's own. Register once per JVM: client_java
 * listens to every garbage collection from then on, and cannot be told to stop.
 *
 * <pre>{@code
 * RuntimeMetrics.register(metrics);
 * }</pre>
 */
public final class RuntimeMetrics implements AutoCloseable {
  private static final String HICCUPS = "jvm_hiccup_seconds";
  private static final String GC_PAUSES = "jvm_gc_pause_duration_seconds";

  private final List<Runnable> ends = new ArrayList<>();
  private GcPauses gcPauses; // null without; before the metrics are handed out

  private RuntimeMetrics() {}

  /**
   * Shows everything that this machine can tell. A figure of the JVM or the process whose name
   * another metric emits is left out alone, as {@link PrometheusBridge} says.
   *
   * @throws IllegalArgumentException if they are shown already, or if another metric emits a name
   *     of the container's or of the pressure's, which the message tells; nothing is registered
   *     then
   */
  public static RuntimeMetrics register(MetricsCollector metrics) {
    return register(metrics, EnumSet.allOf(RuntimePart.class));
  }

  /**
   * Shows some of what this machine can tell.
   *
   * @throws IllegalArgumentException as {@link #register(MetricsCollector)} does
   */
  public static RuntimeMetrics register(MetricsCollector metrics, Set<RuntimePart> parts) {
    Objects.requireNonNull(metrics, "metrics");
    for (RuntimePart part : Objects.requireNonNull(parts, "parts")) {
      Objects.requireNonNull(part, "parts must not hold null");
    }
    RuntimeMetrics registered = new RuntimeMetrics();
    try {
      parts.forEach(part -> registered.add(metrics, part));
      return registered;
    } catch (RuntimeException clash) {
      registered.close();
      throw clash;
    }
  }

  private void add(MetricsCollector metrics, RuntimePart part) {
    Path root = Path.of("/");
    switch (part) {
      case JVM -> ends.add(PrometheusBridge.register(metrics, "jvm", jvm())::close);
      case PROCESS -> ends.add(PrometheusBridge.register(metrics, "process", process())::close);
      case PRESSURE ->
          PressureSource.under(root)
              .ifPresent(found -> add(metrics, "pressure", found, found.families()));
      case CONTAINER ->
          ContainerSource.under(root)
              .ifPresent(found -> add(metrics, "container", found, found.families()));
      case HICCUPS -> addHiccups(metrics);
      case GC_PAUSES -> addGcPauses(metrics);
    }
  }

  private void add(
      MetricsCollector metrics, String name, MetricsSource source, SourceFamily[] families) {
    SourceRegistration registered =
        metrics.source(name, source).families(families).withoutPrefix().register();
    ends.add(registered::close);
  }

  private void addHiccups(MetricsCollector metrics) {
    LatencyRecorder hiccups =
        metrics
            .latency(HICCUPS, "Time that a thread which wakes every 10 ms was kept waiting.")
            .register();
    metrics
        .find(metrics.config().prefix() + HICCUPS)
        .ifPresent(registered -> ends.add(registered::close));
    ends.add(HiccupMeter.start(hiccups)::close);
  }

  private void addGcPauses(MetricsCollector metrics) {
    gcPauses =
        GcPauses.start(
            metrics
                .latency(GC_PAUSES, "Pauses of the JVM for garbage collection, in whole ms.")
                .family("cause"));
    ends.add(
        () -> {
          gcPauses.close();
          metrics.remove(metrics.config().prefix() + GC_PAUSES);
        });
  }

  /**
   * Returns how much of a span the JVM stood still for garbage collection, in nanoseconds, within a
   * millisecond a pause. Only the last 1024 pauses are known, and those that were over before they
   * were registered are not; 0 without {@link RuntimePart#GC_PAUSES}. Any thread.
   */
  public long gcPauseNanos(Instant from, Instant to) {
    return gcPauses == null ? 0 : gcPauses.nanosWithin(from, to);
  }

  private static PrometheusRegistry jvm() {
    PrometheusRegistry registry = new PrometheusRegistry();
    JvmBufferPoolMetrics.builder().register(registry);
    JvmClassLoadingMetrics.builder().register(registry);
    JvmCompilationMetrics.builder().register(registry);
    JvmGarbageCollectorMetrics.builder().register(registry);
    JvmMemoryMetrics.builder().register(registry);
    JvmMemoryPoolAllocationMetrics.builder().register(registry);
    JvmNativeMemoryMetrics.builder().register(registry);
    JvmRuntimeInfoMetric.builder().register(registry);
    JvmThreadsMetrics.builder().register(registry);
    return registry;
  }

  private static PrometheusRegistry process() {
    PrometheusRegistry registry = new PrometheusRegistry();
    ProcessMetrics.builder().register(registry);
    return registry;
  }

  /** Shows them no more, and ends their thread. */
  @Override
  public void close() {
    ends.forEach(Runnable::run);
    ends.clear();
  }
}
