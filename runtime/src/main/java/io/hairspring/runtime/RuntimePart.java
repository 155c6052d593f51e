package io.hairspring.runtime;

/** What {@link RuntimeMetrics} can show. */
public enum RuntimePart {
  /** Memory, garbage collection, threads, classes, buffers and compilation of the JVM. */
  JVM,
  /** Processor time, open files, memory and start of the process. */
  PROCESS,
  /** How long work waited for processors, memory and disks, where Linux tells it. */
  PRESSURE,
  /** Limits and throttling of the container that the process runs in, where it runs in one. */
  CONTAINER,
  /**
   * Pauses of the JVM and of the machine, {@code jvm_hiccup_seconds}: a daemon thread that wakes a
   * thousand times a second until the metrics are closed.
   */
  HICCUPS,
  /** Each pause for garbage collection by its cause, {@code jvm_gc_pause_duration_seconds}. */
  GC_PAUSES
}
