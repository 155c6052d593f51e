package io.hairspring.benchmarks;

import io.hairspring.benchmarks.HandOvers.Array;
import io.hairspring.benchmarks.HandOvers.Caller;
import io.hairspring.benchmarks.HandOvers.Direct;
import io.hairspring.benchmarks.HandOvers.Linked;
import io.hairspring.catalog.RequestEvent;
import io.hairspring.collector.OverflowPolicy;
import io.hairspring.collector.WaitMode;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * What handing a request over costs the thread that does it, while the consumer keeps up, beside
 * recording it on that thread.
 *
 * <p>Only the calls are timed, by the wall clock, 256 at a time. Between two bursts a producer
 * parks for half a millisecond, which is not timed, so that together the producers hand over about
 * a million requests a second and leave the cores to the consumer most of the time; it may run at
 * any moment, also in the middle of a burst. Producers begin each burst together, so they meet as
 * often as they can. A run in which callers had to apply more than one event in a hundred
 * themselves fails: the consumer did not keep up. What the consumer costs is in {@link
 * EventRingLoadBenchmark}, where there is no idle time for it.
 *
 * <p>The queues are drained by a thread that records with the same instruments; what finds no room
 * is dropped.
 */
@State(Scope.Benchmark)
public class EventRingBenchmark extends NanosPerCall {
  private static final int BURST = 256;

  private final PrometheusRequests prometheus = new PrometheusRequests();
  private final MicrometerRequests micrometer = new MicrometerRequests();

  @Benchmark
  @OperationsPerInvocation(BURST)
  public void hairspring(Pace pace, KeepingUp ring, Caller caller, Requests requests) {
    for (int i = 0; i < BURST; i++) {
      ring.publish(caller.event(requests.next()));
    }
  }

  @Benchmark
  @OperationsPerInvocation(BURST)
  public void hairspringDirect(Pace pace, Direct direct, Caller caller, Requests requests) {
    for (int i = 0; i < BURST; i++) {
      direct.apply(caller.event(requests.next()));
    }
  }

  @Benchmark
  @OperationsPerInvocation(BURST)
  public void jdkLinkedBlockingQueue(Pace pace, Linked queue, Requests requests) {
    for (int i = 0; i < BURST; i++) {
      queue.offer(requests.next());
    }
  }

  @Benchmark
  @OperationsPerInvocation(BURST)
  public void jdkArrayBlockingQueue(Pace pace, Array queue, Requests requests) {
    for (int i = 0; i < BURST; i++) {
      queue.offer(requests.next());
    }
  }

  @Benchmark
  @OperationsPerInvocation(BURST)
  public void prometheusClient(Pace pace, Requests requests) {
    for (int i = 0; i < BURST; i++) {
      prometheus.recordByLabels(requests.next());
    }
  }

  @Benchmark
  @OperationsPerInvocation(BURST)
  public void micrometer(Pace pace, Requests requests) {
    for (int i = 0; i < BURST; i++) {
      micrometer.recordByLabels(requests.next());
    }
  }

  /** Our ring, for each way to wait. */
  @State(Scope.Benchmark)
  public static class KeepingUp {
    private static final double MOST_INLINED = 0.01;

    /** How the consumer waits. */
    @Param public WaitMode wait;

    private HandOvers.Ring ring;

    /**
     * Starts the ring, after another was started and stopped: JMH counts what stopping allocates,
     * most of it for code that runs for the first time, to the last iteration.
     */
    @Setup
    public void start() {
      new HandOvers.Ring(wait, OverflowPolicy.recordInline()).stop();
      ring = new HandOvers.Ring(wait, OverflowPolicy.recordInline());
    }

    void publish(RequestEvent event) {
      ring.publish(event);
    }

    /** Stops the ring. */
    @TearDown
    public void stop() {
      double inlined = ring.stop();
      if (inlined > MOST_INLINED) {
        throw new IllegalStateException(
            "the consumer did not keep up: share of events inlined " + inlined);
      }
    }
  }

  /** Lets the producers rest, and begin together. */
  @State(Scope.Thread)
  public static class Pace {
    private static final AtomicInteger ARRIVED = new AtomicInteger();
    private static final long REST_NANOS = TimeUnit.MICROSECONDS.toNanos(500);
    private static final long MEET_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    /** Parks, then waits for the others, but not for one that has ended. */
    @Setup(Level.Invocation)
    public void rest(BenchmarkParams params) {
      LockSupport.parkNanos(REST_NANOS);
      int producers = params.getThreads();
      int turn = (ARRIVED.getAndIncrement() / producers + 1) * producers;
      long startNanos = System.nanoTime();
      while (ARRIVED.get() < turn && System.nanoTime() - startNanos < MEET_NANOS) {
        Thread.onSpinWait();
      }
    }
  }
}
