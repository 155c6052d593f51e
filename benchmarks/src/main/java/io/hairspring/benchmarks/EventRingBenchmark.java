package io.hairspring.benchmarks;

import io.hairspring.benchmarks.Requests.Labels;
import io.hairspring.benchmarks.Requests.Request;
import io.hairspring.collector.EventSettings;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.RequestEvent;
import io.hairspring.collector.RequestEvents;
import io.hairspring.collector.RequestInstruments;
import io.hairspring.collector.event.OverflowPolicy;
import io.hairspring.collector.event.WaitMode;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Handing a request over to be recorded by somebody else, beside recording it on the caller's
 * thread.
 *
 * <p>{@code pause} is work between two requests, in JMH's tokens (about 2 ns each). With 400 the
 * consumer keeps up with two producers on two cores; with 0 it does not, and the overflow policy
 * decides. {@code pause} alone is measured as well: take it off the others. The queues are drained
 * by a thread that records with the same instruments; what finds no room is dropped.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Threads(2)
@Fork(3)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class EventRingBenchmark {
  private static final int CAPACITY = 1 << 16;

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
  public void hairspring(HairspringRing ring, Requests requests, Caller caller) {
    Blackhole.consumeCPU(pause);
    ring.events.publish(caller.event(requests.next()));
  }

  @Benchmark
  public void hairspringDirect(Direct direct, Requests requests, Caller caller) {
    Blackhole.consumeCPU(pause);
    direct.instruments.apply(caller.event(requests.next()));
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

  /** A thread's own event, used again for each request. */
  @State(Scope.Thread)
  public static class Caller {
    private final RequestEvent event = new RequestEvent();

    RequestEvent event(Request request) {
      return fill(event, request);
    }
  }

  /** Our ring, for each way to wait and each policy. */
  @State(Scope.Benchmark)
  public static class HairspringRing {
    /** How the consumer waits. */
    @Param public WaitMode wait;

    /** What happens when the ring is full. */
    @Param({"RECORD_INLINE", "DROP", "WAIT"})
    public String overflow;

    private RequestEvents events;

    /** Starts the ring. */
    @Setup
    public void start() {
      MetricsCollector metrics = MetricsCollector.create();
      OverflowPolicy policy =
          switch (overflow) {
            case "DROP" -> OverflowPolicy.drop();
            case "WAIT" -> OverflowPolicy.waitAtMost(Duration.ofSeconds(1));
            default -> OverflowPolicy.recordInline();
          };
      events =
          RequestEvents.start(
              metrics,
              EventSettings.defaults()
                  .withCapacity(CAPACITY)
                  .withWaitMode(wait)
                  .withOverflow(policy),
              new RequestInstruments(metrics));
    }

    /** Stops the ring. */
    @TearDown
    public void stop() {
      events.close();
    }
  }

  /** Our instruments, written by the caller. */
  @State(Scope.Benchmark)
  public static class Direct {
    private final RequestInstruments instruments =
        new RequestInstruments(MetricsCollector.create());
  }

  /** A linked queue. */
  public static class Linked extends Queue {
    /** Creates it. */
    public Linked() {
      super(new LinkedBlockingQueue<>(CAPACITY));
    }
  }

  /** An array queue. */
  public static class Array extends Queue {
    /** Creates it. */
    public Array() {
      super(new ArrayBlockingQueue<>(CAPACITY));
    }
  }

  /** A queue of the JDK and a thread that drains it. */
  @State(Scope.Benchmark)
  public abstract static class Queue {
    private final BlockingQueue<RequestEvent> queue;
    private final RequestInstruments instruments =
        new RequestInstruments(MetricsCollector.create());
    private Thread consumer;

    Queue(BlockingQueue<RequestEvent> queue) {
      this.queue = queue;
    }

    /** Starts the consumer. */
    @Setup
    public void start() {
      consumer = new Thread(this::consume);
      consumer.setDaemon(true);
      consumer.start();
    }

    private void consume() {
      try {
        while (true) {
          instruments.apply(queue.take());
        }
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      }
    }

    boolean offer(Request request) {
      return queue.offer(fill(new RequestEvent(), request)); // a queue keeps what it is given
    }

    /** Stops the consumer. */
    @TearDown
    public void stop() throws InterruptedException {
      consumer.interrupt();
      consumer.join();
    }
  }

  private static RequestEvent fill(RequestEvent event, Request request) {
    Labels labels = Labels.of(request.shape());
    return event
        .of(labels.endpoint(), labels.method(), request.status(), request.nanos())
        .bytes(request.requestBytes(), request.responseBytes())
        .provider(labels.provider(), labels.model());
  }
}
