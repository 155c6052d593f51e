package io.hairspring.undertow;

import io.hairspring.catalog.HttpServerMetrics;
import io.hairspring.catalog.Slo;
import io.hairspring.collector.Exemplar;

/** What is recorded of a request that has ended. Mutable, so that a ring can use it again. */
class EndedRequest {
  private HttpServerMetrics.Handle handle;
  private int status;
  private long latencyNanos;
  private long requestBytes;
  private long responseBytes;
  private boolean aborted;
  private Exemplar exemplar; // null for none

  final void set(
      HttpServerMetrics.Handle handle,
      int status,
      long latencyNanos,
      long requestBytes,
      long responseBytes,
      boolean aborted,
      Exemplar exemplar) {
    this.handle = handle;
    this.status = status;
    this.latencyNanos = latencyNanos;
    this.requestBytes = requestBytes;
    this.responseBytes = responseBytes;
    this.aborted = aborted;
    this.exemplar = exemplar;
  }

  final void copyTo(EndedRequest target) {
    target.set(handle, status, latencyNanos, requestBytes, responseBytes, aborted, exemplar);
  }

  /** Lets go of what a slot would keep alive until it is used again. */
  final void clear() {
    handle = null;
    exemplar = null;
  }

  /** Counts the request for an objective. */
  final void countFor(Slo objective) {
    handle.countFor(objective, status, latencyNanos);
  }

  /** Moves every instrument of the request. */
  final void record() {
    handle.record(status, latencyNanos, requestBytes, responseBytes, exemplar);
    if (aborted) {
      handle.aborted();
    }
  }
}
