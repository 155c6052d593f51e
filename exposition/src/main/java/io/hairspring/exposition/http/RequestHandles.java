package io.hairspring.exposition.http;

import io.hairspring.collector.Counter;
import io.hairspring.collector.RequestRecorder;

/** Every instrument of one endpoint and method, found at once. Any thread. */
final class RequestHandles {
  private final RequestRecorder requests;
  private final Counter aborted;

  RequestHandles(RequestRecorder requests, Counter aborted) {
    this.requests = requests;
    this.aborted = aborted;
  }

  void record(int status, long nanos, long requestBytes, long responseBytes, boolean wasAborted) {
    requests.record(status, nanos, requestBytes, responseBytes);
    if (wasAborted) {
      aborted.inc();
    }
  }
}
