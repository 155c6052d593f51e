package io.hairspring.exposition.http;

import io.hairspring.collector.catalog.HttpServerMetrics;

/** What is recorded of a request that has ended. Mutable, so that a ring can use it again. */
class EndedRequest {
  private HttpServerMetrics.Handle handle;
  private int status;
  private long latencyNanos;
  private long requestBytes;
  private long responseBytes;
  private boolean aborted;

  final void set(
      HttpServerMetrics.Handle handle,
      int status,
      long latencyNanos,
      long requestBytes,
      long responseBytes,
      boolean aborted) {
    this.handle = handle;
    this.status = status;
    this.latencyNanos = latencyNanos;
    this.requestBytes = requestBytes;
    this.responseBytes = responseBytes;
    this.aborted = aborted;
  }

  final void copyTo(EndedRequest target) {
    target.set(handle, status, latencyNanos, requestBytes, responseBytes, aborted);
  }

  /** Moves every instrument of the request. */
  final void record() {
    handle.record(status, latencyNanos, requestBytes, responseBytes);
    if (aborted) {
      handle.aborted();
    }
  }
}
