package io.hairspring.exposition.http;

/** What is recorded of a request that has ended. Mutable, so that a ring can use it again. */
class EndedRequest {
  private RequestHandles handles;
  private int status;
  private long latencyNanos;
  private long requestBytes;
  private long responseBytes;
  private boolean aborted;

  final void set(
      RequestHandles handles,
      int status,
      long latencyNanos,
      long requestBytes,
      long responseBytes,
      boolean aborted) {
    this.handles = handles;
    this.status = status;
    this.latencyNanos = latencyNanos;
    this.requestBytes = requestBytes;
    this.responseBytes = responseBytes;
    this.aborted = aborted;
  }

  final void copyTo(EndedRequest target) {
    target.set(handles, status, latencyNanos, requestBytes, responseBytes, aborted);
  }

  /** Moves every instrument of the request. */
  final void record() {
    handles.record(status, latencyNanos, requestBytes, responseBytes, aborted);
  }
}
