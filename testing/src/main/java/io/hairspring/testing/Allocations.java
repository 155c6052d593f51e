package io.hairspring.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Bytes that a call allocates, read from the thread's own allocation counter. */
public final class Allocations {
  private static final int CALLS = 10_000;
  private static final int MOST_ROUNDS = 20;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Allocations() {}

  public static void assertNone(Runnable call) {
    TestThreads.times(CALLS, call); // makes what the first calls make
    long empty = by(() -> {});
    assertThat(by(call) - empty).isLessThan(CALLS); // under a byte per call
  }

  /**
   * Runs {@code round} until another thread has allocated nothing in one: what it needs once, and
   * what the machine makes of code that runs for the first time, is in the rounds before.
   */
  public static void assertNoneIn(Thread other, Runnable round) {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < MOST_ROUNDS && least > 0; i++) {
      long before = bytesOf(other);
      round.run();
      least = Math.min(bytesOf(other) - before, least);
    }
    assertThat(least).isZero();
  }

  @SuppressWarnings("deprecation") // threadId() exists only since Java 19
  private static long bytesOf(Thread thread) {
    return THREADS.getThreadAllocatedBytes(thread.getId());
  }

  private static long by(Runnable call) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    TestThreads.times(CALLS, call);
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }
}
