package io.hairspring.benchmarks;

import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A thread's own sequence of latencies, made before the clock runs. */
@State(Scope.Thread)
public class Latencies {
  private static final int COUNT = 4096; // a power of two, 32 KiB
  private static final AtomicInteger SEEDS = new AtomicInteger();

  private final long[] nanos = Workload.latencies(COUNT, SEEDS.incrementAndGet());
  private int next;

  /** Returns the next latency in nanoseconds. */
  long next() {
    return nanos[next++ & COUNT - 1];
  }
}
