package io.hairspring.collector.latency.cells;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;

/** Counts a value often in one step: to record it one by one would take seconds each time. */
final class ManyAtOnce {
  private static final MethodHandle COUNT;

  static {
    try {
      Method count =
          LatencyCells.class.getDeclaredMethod("count", int.class, long.class, long.class);
      count.setAccessible(true);
      COUNT = MethodHandles.lookup().unreflect(count);
    } catch (ReflectiveOperationException renamed) {
      throw new ExceptionInInitializerError(renamed);
    }
  }

  private ManyAtOnce() {}

  static void record(LatencyCells cells, LatencyLayout layout, long nanos, long times) {
    try {
      COUNT.invokeExact(cells, layout.index(nanos), nanos, times);
    } catch (Throwable impossible) {
      throw new AssertionError("counting threw", impossible);
    }
  }
}
