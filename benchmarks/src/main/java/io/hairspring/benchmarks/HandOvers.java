package io.hairspring.benchmarks;

import io.hairspring.benchmarks.Requests.Labels;
import io.hairspring.benchmarks.Requests.Request;
import io.hairspring.catalog.GroupSettings;
import io.hairspring.catalog.HttpServerMetrics;
import io.hairspring.catalog.RequestEvent;
import io.hairspring.catalog.RequestMetrics;
import io.hairspring.catalog.UpstreamMetrics;
import io.hairspring.collector.CollectorConfig;
import io.hairspring.collector.EventRing;
import io.hairspring.collector.EventSettings;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.OverflowPolicy;
import io.hairspring.collector.WaitMode;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Ways to hand a request over, each with the thread that records it, and one to record it here. */
public final class HandOvers {
  private static final int CAPACITY = 1 << 16; // of ring and queues alike

  private HandOvers() {}

  /** A thread's own event, used again for each request. */
  @State(Scope.Thread)
  public static class Caller {
    private final RequestEvent event = new RequestEvent();

    RequestEvent event(Request request) {
      return fill(event, request);
    }
  }

  /** Our instruments, written by the caller. */
  @State(Scope.Benchmark)
  public static class Direct {
    private final RequestMetrics requests = requests(MetricsCollector.create());

    void apply(RequestEvent event) {
      requests.record(event);
    }
  }

  /** Our ring and its instruments. */
  static final class Ring {
    // Without the clock, which allocates snapshots every ten seconds whether requests come or not.
    private final MetricsCollector metrics =
        MetricsCollector.create(CollectorConfig.defaults().withClockThread(false));
    private final EventRing<RequestEvent> events;

    Ring(WaitMode wait, OverflowPolicy policy) {
      events =
          requests(metrics)
              .ring(
                  EventSettings.defaults()
                      .withCapacity(CAPACITY)
                      .withWaitMode(wait)
                      .withOverflow(policy));
    }

    void publish(RequestEvent event) {
      events.publish(event);
    }

    /** Stops the ring; returns the share of events that their callers had to apply. */
    double stop() {
      events.close();
      return sum("hairspring_events_inlined_total") / sum("hairspring_events_published_total");
    }

    private double sum(String name) {
      Reading reading = new Reading(name::equals);
      metrics.visit(reading);
      return reading.sum();
    }
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
    private final RequestMetrics requests = requests(MetricsCollector.create());
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
          requests.record(queue.take());
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

  /** Returns the twelve instruments that a request moves: of server, provider and model. */
  private static RequestMetrics requests(MetricsCollector metrics) {
    return new RequestMetrics(
        metrics,
        new HttpServerMetrics(
            metrics,
            GroupSettings.defaults()
                .withLabels("requests_total", "endpoint", "method")
                .withLabels("request_duration_seconds", "endpoint")
                .withLabels("request_size_bytes", "endpoint")
                .withLabels("response_size_bytes", "endpoint")),
        party(metrics, "provider"),
        party(metrics, "model"));
  }

  private static UpstreamMetrics party(MetricsCollector metrics, String label) {
    return new UpstreamMetrics(
        metrics,
        GroupSettings.defaults()
            .withPrefix(label + "_")
            .withLabels("requests_total", label)
            .withLabels("errors_total", label)
            .withLabels("error_rate", label)
            .withLabels("request_duration_seconds", label));
  }

  private static RequestEvent fill(RequestEvent event, Request request) {
    Labels labels = Labels.of(request.shape());
    return event
        .of(labels.endpoint(), labels.method(), request.status(), request.nanos())
        .bytes(request.requestBytes(), request.responseBytes())
        .provider(labels.provider(), labels.model());
  }
}
