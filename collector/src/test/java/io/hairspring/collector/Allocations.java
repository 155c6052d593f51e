package io.hairspring.collector;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Bytes that a call allocates, read from the thread's own allocation counter. */
public final class Allocations {
  private static final int CALLS = 10_000;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Allocations() {}

  public static void assertNone(Runnable call) {
    TestThreads.times(CALLS, call); // makes what the first calls make
    long empty = by(() -> {});
    assertThat(by(call) - empty).isLessThan(CALLS); // under a byte per call
  }

  private static long by(Runnable call) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    TestThreads.times(CALLS, call);
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }
}
