package io.hairspring.benchmarks;

import io.hairspring.benchmarks.HandOvers.Array;
import io.hairspring.benchmarks.HandOvers.Caller;
import io.hairspring.benchmarks.HandOvers.Direct;
import io.hairspring.benchmarks.HandOvers.Linked;
import io.hairspring.catalog.RequestEvent;
import io.hairspring.collector.OverflowPolicy;
import io.hairspring.collector.WaitMode;
import java.time.Duration;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Requests handed over, or recorded, on a machine that has nothing to spare: the time of a request
 * holds the caller's work and, with fewer cores than threads, what the consumer takes from it.
 *
 * <p>{@code pause} is work between two requests, in JMH's tokens (about 2 ns each). With 400 the
 * consumer keeps up with two producers on two cores; with 0 it does not, and the overflow policy
 * decides. The consumer parks unless {@code -p wait=…} says otherwise. {@code pause} alone is
 * measured as well: take it off the others. The queues are drained by a thread that records with
 * the same instruments; what finds no room is dropped.
 */
@State(Scope.Benchmark)
public class EventRingLoadBenchmark extends NanosPerCall {
  /** Work between two requests. */
  @Param({"400", "0"})
  public int pause;

  private final PrometheusRequests prometheus = new PrometheusRequests();
  private final MicrometerRequests micrometer = new MicrometerRequests();

  @Benchmark
  public void pause() {
    Blackhole.consumeCPU(pause);
  }

  @Benchmark
  public void hairspring(Loaded ring, Requests requests, Caller caller) {
    Blackhole.consumeCPU(pause);
    ring.publish(caller.event(requests.next()));
  }

  @Benchmark
  public void hairspringDirect(Direct direct, Requests requests, Caller caller) {
    Blackhole.consumeCPU(pause);
    direct.apply(caller.event(requests.next()));
  }

  @Benchmark
  public void jdkLinkedBlockingQueue(Linked queue, Requests requests) {
    Blackhole.consumeCPU(pause);
    queue.offer(requests.next());
  }

  @Benchmark
  public void jdkArrayBlockingQueue(Array queue, Requests requests) {
    Blackhole.consumeCPU(pause);
    queue.offer(requests.next());
  }

  @Benchmark
  public void prometheusClient(Requests requests) {
    Blackhole.consumeCPU(pause);
    prometheus.recordByLabels(requests.next());
  }

  @Benchmark
  public void micrometer(Requests requests) {
    Blackhole.consumeCPU(pause);
    micrometer.recordByLabels(requests.next());
  }

  /** Our ring, for each policy. */
  @State(Scope.Benchmark)
  public static class Loaded {
    /** What happens when the ring is full. */
    @Param public OverflowPolicy.Kind overflow;

    /** How the consumer waits. */
    @Param("PARK")
    public WaitMode wait;

    private HandOvers.Ring ring;

    /** Starts the ring. */
    @Setup
    public void start() {
      OverflowPolicy policy =
          switch (overflow) {
            case RECORD_INLINE -> OverflowPolicy.recordInline();
            case DROP -> OverflowPolicy.drop();
            case WAIT -> OverflowPolicy.waitAtMost(Duration.ofSeconds(1));
          };
      ring = new HandOvers.Ring(wait, policy);
    }

    void publish(RequestEvent event) {
      ring.publish(event);
    }

    /** Stops the ring. */
    @TearDown
    public void stop() {
      ring.stop();
    }
  }
}
