package io.hairspring.benchmarks.report;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * A JMH profiler that tells how long a cache line takes from one core to another around each
 * iteration.
 *
 * <p>Cores that share a cache hand a line over several times as fast as cores that do not, and a
 * virtual machine's processors are moved between both within seconds. Whatever several threads
 * write, which is what most peers do, takes its time accordingly. So results compare where their
 * lines took about as long.
 */
public final class LineProfiler implements InternalProfiler {
  static final String METRIC = "line.time";

  private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(long[].class);
  private static final int MIDDLE = 32; // at least 128 bytes from whatever stands beside the array
  private static final int BATCHES = 51;
  private static final int ROUNDS = 1000;
  private static final long LIMIT_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private final long[] line = new long[2 * MIDDLE];
  private double before;

  @Override
  public String getDescription() {
    return "Time a cache line takes from core to core";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    before = handOverNanos();
  }

  @Override
  public Collection<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    double mean = (before + handOverNanos()) / 2;
    return Double.isNaN(mean)
        ? List.of()
        : List.of(new ScalarResult(METRIC, mean, "ns", AggregationPolicy.AVG));
  }

  /**
   * Hands a line over and back in batches, and returns the median of these: in the first, both
   * threads may still wait for the same core. NaN if they met too late.
   */
  private double handOverNanos() {
    CELL.setVolatile(line, MIDDLE, 0L);
    long limitNanos = System.nanoTime() + LIMIT_NANOS;
    Thread partner = new Thread(() -> answer(0, 2L * BATCHES * ROUNDS, limitNanos), "line");
    partner.start();
    double[] batchNanos = new double[BATCHES];
    boolean whole = true;
    for (int i = 0; i < BATCHES; i++) {
      long startNanos = System.nanoTime();
      whole &= answer(2L * i * ROUNDS + 1, 2L * (i + 1) * ROUNDS, limitNanos);
      batchNanos[i] = (System.nanoTime() - startNanos) / (2.0 * ROUNDS);
    }
    try {
      partner.join();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    Arrays.sort(batchNanos);
    return whole ? batchNanos[BATCHES / 2] : Double.NaN;
  }

  /** Waits for each second number and writes the next; returns whether all came in time. */
  private boolean answer(long first, long end, long limitNanos) {
    for (long next = first; next < end; next += 2) {
      long spins = 0;
      while ((long) CELL.getVolatile(line, MIDDLE) != next) {
        Thread.onSpinWait();
        if ((++spins & 0xFFF) == 0 && System.nanoTime() - limitNanos > 0) {
          return false;
        }
      }
      CELL.setVolatile(line, MIDDLE, next + 1);
    }
    return true;
  }
}
