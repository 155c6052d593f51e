package io.hairspring.benchmarks;

import io.hairspring.collector.Counter;
import io.hairspring.collector.LatencyRecorder;
import io.hairspring.collector.MetricsCollector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Recording in a process of many threads and several collectors: is there a cliff?
 *
 * <p>Beside each measured thread live {@code threads} others, which have recorded once and wait.
 * {@code colliding} ones answer {@code getId()} as their measured thread does, so that all of them
 * want the same place in any table of threads. The measured threads come last, when all exclusive
 * stripes are leased.
 */
public class ManyThreadsBenchmark extends NanosPerCall {
  private static final long NANOS = 20_000_000;

  @Benchmark
  public void hairspringCounter(Collectors collectors, Neighbours neighbours) {
    collectors.counters[neighbours.next(collectors)].inc();
  }

  @Benchmark
  public void hairspringLatency(Collectors collectors, Neighbours neighbours) {
    collectors.recorders[neighbours.next(collectors)].record(NANOS);
  }

  /** Collectors that are recorded to in turn. */
  @State(Scope.Benchmark)
  public static class Collectors {
    /** How many, a power of two. */
    @Param({"1", "4"})
    public int collectors;

    private Counter[] counters;
    private LatencyRecorder[] recorders;

    /** Makes them. */
    @Setup
    public void create() {
      counters = new Counter[collectors];
      recorders = new LatencyRecorder[collectors];
      for (int i = 0; i < collectors; i++) {
        MetricsCollector metrics = MetricsCollector.create();
        counters[i] = metrics.counter(Workload.COUNTER, Workload.HELP).register();
        recorders[i] = metrics.latency(Workload.LATENCY, Workload.HELP).register();
      }
    }

    private void recordOnce() {
      for (int i = 0; i < collectors; i++) {
        counters[i].inc();
        recorders[i].record(NANOS);
      }
    }
  }

  /** The threads that live beside a measured one. */
  @State(Scope.Thread)
  public static class Neighbours {
    /** How many for each measured thread. */
    @Param({"0", "150"})
    public int threads;

    /** Whether they go by the id of their measured thread. */
    @Param({"false", "true"})
    public boolean colliding;

    private final CountDownLatch end = new CountDownLatch(1);
    private final List<Thread> neighbours = new ArrayList<>();
    private int next;

    /** Starts them, and waits until each has recorded. */
    @Setup
    public void start(Collectors collectors) throws InterruptedException {
      CountDownLatch recorded = new CountDownLatch(threads);
      long id = Thread.currentThread().getId();
      for (int i = 0; i < threads; i++) {
        Runnable live =
            () -> {
              collectors.recordOnce();
              recorded.countDown();
              awaitEnd();
            };
        Thread thread = colliding ? new Namesake(live, id) : new Thread(live);
        thread.setDaemon(true);
        neighbours.add(thread);
        thread.start();
      }
      recorded.await();
    }

    private void awaitEnd() {
      try {
        end.await();
      } catch (InterruptedException ended) {
        Thread.currentThread().interrupt();
      }
    }

    int next(Collectors collectors) {
      return next++ & (collectors.collectors - 1);
    }

    /** Ends them. */
    @TearDown
    public void stop() throws InterruptedException {
      end.countDown();
      for (Thread thread : neighbours) {
        thread.join();
      }
    }
  }

  /** A thread that goes by another one's id. */
  private static final class Namesake extends Thread {
    private final long id;

    Namesake(Runnable work, long id) {
      super(work);
      this.id = id;
    }

    @Override
    public long getId() {
      return id;
    }
  }
}
