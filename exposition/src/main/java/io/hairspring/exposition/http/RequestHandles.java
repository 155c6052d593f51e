package io.hairspring.exposition.http;

import io.hairspring.collector.Counter;
import io.hairspring.collector.Histogram;
import io.hairspring.collector.latency.LatencyRecorder;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;

/** Every instrument of one endpoint and method, found at once. Any thread. */
final class RequestHandles {
  private static final int STATUSES = 512; // Undertow keeps a status in nine bits
  private static final int FIRST_ERROR = 500;

  private final Function<String, Counter> requestsByStatus;
  private final Counter errors;
  private final Counter aborted;
  private final LatencyRecorder duration;
  private final Histogram requestSize;
  private final Histogram responseSize;
  private final AtomicReferenceArray<Counter> requests = new AtomicReferenceArray<>(STATUSES);

  RequestHandles(
      Function<String, Counter> requestsByStatus,
      Counter errors,
      Counter aborted,
      LatencyRecorder duration,
      Histogram requestSize,
      Histogram responseSize) {
    this.requestsByStatus = requestsByStatus;
    this.errors = errors;
    this.aborted = aborted;
    this.duration = duration;
    this.requestSize = requestSize;
    this.responseSize = responseSize;
  }

  void record(int status, long nanos, long requestBytes, long responseBytes, boolean wasAborted) {
    requests(status).inc();
    duration.record(nanos);
    requestSize.observe((double) requestBytes);
    responseSize.observe((double) responseBytes);
    if (status >= FIRST_ERROR) {
      errors.inc();
    }
    if (wasAborted) {
      aborted.inc();
    }
  }

  private Counter requests(int status) {
    int place = status & (STATUSES - 1);
    Counter counter = requests.getAcquire(place);
    if (counter == null) {
      // Two threads may both look it up: the family answers both with the same counter.
      counter = requestsByStatus.apply(Integer.toString(place));
      requests.setRelease(place, counter);
    }
    return counter;
  }
}
