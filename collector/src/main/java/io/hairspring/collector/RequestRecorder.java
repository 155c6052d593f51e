package io.hairspring.collector;

/**
 * All instruments that one request moves, behind one handle: the caller's stripe is found once and
 * every instrument written through it. Made by {@link MetricsCollector#request}.
 *
 * <p>Recording is wait-free from any thread, and allocates nothing for a status that was seen
 * before.
 */
public sealed interface RequestRecorder permits StripedRequestRecorder, Disabled.DisabledRequest {
  /**
   * Records one request.
   *
   * @param status the HTTP status; 500 and above counts as an error
   * @param latencyNanos nanoseconds, as for a latency recorder
   */
  void record(int status, long latencyNanos);

  /**
   * Records one request and its sizes.
   *
   * @param status the HTTP status; 500 and above counts as an error
   * @param latencyNanos nanoseconds, as for a latency recorder
   * @param requestBytes bytes of the request's body
   * @param responseBytes bytes of the response's body
   */
  void record(int status, long latencyNanos, long requestBytes, long responseBytes);
}
