package io.hairspring.undertow;

import java.lang.management.ManagementFactory;
import java.util.Set;
import java.util.stream.Collectors;

/** What a server may have left behind in this process. */
final class Leftovers {
  private static final String OURS = "hairspring-metrics";

  private Leftovers() {}

  /** Returns the bytes of the heap that are in use after a full collection. */
  static long liveBytes() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  /** Returns the live threads of metrics servers. */
  static Set<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.isAlive() && thread.getName().startsWith(OURS))
        .collect(Collectors.toSet());
  }
}
