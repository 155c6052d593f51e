package io.hairspring.benchmarks;

import io.hairspring.benchmarks.Requests.Labels;
import io.hairspring.benchmarks.Requests.Request;
import io.hairspring.collector.EventRing;
import io.hairspring.collector.Family;
import io.hairspring.collector.RequestRecorder;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The nine instruments of a request behind an event ring with default settings. */
@State(Scope.Benchmark)
public class RequestRing {
  private final EventRing<Event> events = new HairspringRequests().ring();

  void publish(Event event) {
    events.publish(event);
  }

  /** Stops the consumer. */
  @TearDown
  public void stop() {
    events.close();
  }

  /** What a ring is given and keeps of a request: a thread's own, used again, or a slot. */
  @State(Scope.Thread)
  public static class Event {
    private String endpoint;
    private String method;
    private String provider;
    private String model;
    private int status;
    private long nanos;
    private int requestBytes;
    private int responseBytes;

    Event of(Request request) {
      Labels labels = Labels.of(request.shape());
      endpoint = labels.endpoint();
      method = labels.method();
      provider = labels.provider();
      model = labels.model();
      status = request.status();
      nanos = request.nanos();
      requestBytes = request.requestBytes();
      responseBytes = request.responseBytes();
      return this;
    }

    void copyTo(Event slot) {
      slot.endpoint = endpoint;
      slot.method = method;
      slot.provider = provider;
      slot.model = model;
      slot.status = status;
      slot.nanos = nanos;
      slot.requestBytes = requestBytes;
      slot.responseBytes = responseBytes;
    }

    void record(Family<RequestRecorder> recorders) {
      recorders
          .with(endpoint, method, provider, model)
          .record(status, nanos, requestBytes, responseBytes);
    }
  }
}
