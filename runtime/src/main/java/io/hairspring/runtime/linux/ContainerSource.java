package io.hairspring.runtime.linux;

import io.hairspring.collector.source.MetricsSink;
import io.hairspring.collector.source.MetricsSource;
import io.hairspring.collector.source.SourceFamily;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What the process may use at most, and how often it was held back. A limit is the tightest of the
 * process' control group and those around it; without one there is no series. Read anew each time,
 * because limits of a running container may change.
 */
public final class ContainerSource implements MetricsSource {
  private static final String CORES = "process_cpu_cores_available";
  private static final String MEMORY = "process_memory_limit_bytes";
  private static final String PERIODS = "process_cpu_periods_total";
  private static final String THROTTLED_PERIODS = "process_cpu_throttled_periods_total";
  private static final String THROTTLED_SECONDS = "process_cpu_throttled_seconds_total";
  private static final long UNLIMITED_BYTES = 1L << 60; // version 1 spells "no limit" as a number
  private static final double MICROS_PER_SECOND = 1e6;
  private static final double NANOS_PER_SECOND = 1e9;

  private final ControlGroups groups;

  private ContainerSource(ControlGroups groups) {
    this.groups = groups;
  }

  /** Returns the source of a machine with files below {@code root}, if it has control groups. */
  public static Optional<ContainerSource> under(Path root) {
    ControlGroups groups = ControlGroups.under(root);
    boolean present = !groups.folders("cpu").isEmpty() || !groups.folders("memory").isEmpty();
    return present ? Optional.of(new ContainerSource(groups)) : Optional.empty();
  }

  /** Returns what it may tell. */
  public SourceFamily[] families() {
    return new SourceFamily[] {
      SourceFamily.gauge(CORES, "Processors that the process may use: its quota, else all."),
      SourceFamily.gauge(MEMORY, "Memory that the process and its neighbours may use."),
      SourceFamily.counter(PERIODS, "Periods in which the processor quota was counted."),
      SourceFamily.counter(THROTTLED_PERIODS, "Periods in which the quota was used up."),
      SourceFamily.counter(THROTTLED_SECONDS, "Time in which the used-up quota held work back.")
    };
  }

  @Override
  public void collect(MetricsSink sink) {
    sink.gauge(CORES, quotaCores().orElse(Runtime.getRuntime().availableProcessors()));
    memoryLimitBytes().ifPresent(limit -> sink.gauge(MEMORY, (double) limit));
    for (Path folder : groups.folders("cpu")) {
      Map<String, Long> figures = KernelFile.figures(folder.resolve("cpu.stat"));
      if (figures.containsKey("nr_periods")) {
        throttling(sink, figures);
        return;
      }
    }
  }

  private static void throttling(MetricsSink sink, Map<String, Long> figures) {
    sink.counter(PERIODS, (double) figures.get("nr_periods"));
    sink.counter(THROTTLED_PERIODS, (double) figures.getOrDefault("nr_throttled", 0L));
    double seconds =
        figures.containsKey("throttled_usec")
            ? figures.get("throttled_usec") / MICROS_PER_SECOND
            : figures.getOrDefault("throttled_time", 0L) / NANOS_PER_SECOND;
    sink.counter(THROTTLED_SECONDS, seconds);
  }

  private OptionalDouble quotaCores() {
    boolean version1 = groups.isVersion1("cpu");
    return groups.folders("cpu").stream()
        .map(folder -> version1 ? quotaOfVersion1(folder) : cores(folder.resolve("cpu.max")))
        .flatMapToDouble(OptionalDouble::stream)
        .min();
  }

  private static OptionalDouble quotaOfVersion1(Path folder) {
    return cores(
        List.of(
            String.join("", KernelFile.words(folder.resolve("cpu.cfs_quota_us"))),
            String.join("", KernelFile.words(folder.resolve("cpu.cfs_period_us")))));
  }

  private static OptionalDouble cores(Path file) {
    return cores(KernelFile.words(file));
  }

  /** Returns quota divided by period, in microseconds both; empty without a quota. */
  private static OptionalDouble cores(List<String> words) {
    if (words.size() != 2) {
      return OptionalDouble.empty();
    }
    long quota = KernelFile.number(words.get(0)).orElse(-1);
    long period = KernelFile.number(words.get(1)).orElse(-1);
    return quota > 0 && period > 0
        ? OptionalDouble.of((double) quota / period)
        : OptionalDouble.empty();
  }

  private OptionalLong memoryLimitBytes() {
    String file = groups.isVersion1("memory") ? "memory.limit_in_bytes" : "memory.max";
    return groups.folders("memory").stream()
        .map(folder -> KernelFile.number(String.join("", KernelFile.words(folder.resolve(file)))))
        .flatMapToLong(OptionalLong::stream)
        .filter(limit -> limit > 0 && limit < UNLIMITED_BYTES)
        .min();
  }
}
