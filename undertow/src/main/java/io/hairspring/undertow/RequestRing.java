package io.hairspring.undertow;

import io.hairspring.collector.EventFailure;
import io.hairspring.collector.EventRing;
import io.hairspring.collector.EventSettings;
import io.hairspring.collector.MetricsCollector;
import java.time.Duration;
import java.util.List;

/**
 * Takes ended requests from the threads that served them to one thread that records them, so that
 * every scrape shows a request in all its metrics or in none. Costs, guarantees and own metrics are
 * those of an {@link EventRing}.
 */
public final class RequestRing implements AutoCloseable {
  private final EventRing<EndedRequest> ring;

  private RequestRing(EventRing<EndedRequest> ring) {
    this.ring = ring;
  }

  /** Starts a ring for a handler that measures with {@code metrics}. */
  public static RequestRing start(MetricsCollector metrics, EventSettings settings) {
    return new RequestRing(
        metrics.eventRing(
            settings,
            EndedRequest::new,
            EndedRequest::copyTo,
            EndedRequest::record,
            EndedRequest::clear));
  }

  void publish(EndedRequest request) {
    ring.publish(request);
  }

  /**
   * Waits until all requests that ended before are recorded; returns whether they were, in time.
   */
  public boolean flush(Duration limit) {
    return ring.flush(limit);
  }

  /** Returns whether requests are being recorded: a fact for readiness. */
  public boolean isMoving() {
    return ring.isMoving();
  }

  /** Returns the last ways in which recording failed, the latest last. */
  public List<EventFailure> failures() {
    return ring.failures();
  }

  /** Records what has ended, for 10 seconds at most, and stops. */
  @Override
  public void close() {
    ring.close();
  }
}
