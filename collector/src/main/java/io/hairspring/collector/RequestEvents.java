package io.hairspring.collector;

import io.hairspring.collector.event.EventFailure;
import java.time.Duration;
import java.util.List;

/**
 * Requests on their way to {@link RequestInstruments}: a caller that knows its labels only as
 * strings hands a request over in one call and goes on. An {@link EventRing} of {@link
 * RequestEvent}s, with its guarantees and costs.
 */
public final class RequestEvents implements AutoCloseable {
  private final EventRing<RequestEvent> ring;

  private RequestEvents(EventRing<RequestEvent> ring) {
    this.ring = ring;
  }

  /** Starts a ring that moves {@code instruments}, which must be of {@code metrics}. */
  public static RequestEvents start(
      MetricsCollector metrics, EventSettings settings, RequestInstruments instruments) {
    return new RequestEvents(
        EventRing.start(
            metrics, settings, RequestEvent::new, RequestEvent::copyTo, instruments::apply));
  }

  /** Hands over a copy of {@code event}, which stays the caller's. Any thread; never throws. */
  public void publish(RequestEvent event) {
    ring.publish(event);
  }

  /** Waits until everything published before is applied; returns whether it was, in time. */
  public boolean flush(Duration limit) {
    return ring.flush(limit);
  }

  /** Returns whether the consumer moves: see {@link EventRing#isMoving}. */
  public boolean isMoving() {
    return ring.isMoving();
  }

  /** Returns the last ways in which applying events failed: see {@link EventRing#failures}. */
  public List<EventFailure> failures() {
    return ring.failures();
  }

  /** Applies what was published and ends the consumer: see {@link EventRing#close}. */
  @Override
  public void close() {
    ring.close();
  }
}
