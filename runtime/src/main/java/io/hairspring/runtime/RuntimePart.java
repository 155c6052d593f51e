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
  CONTAINER
}
