package io.hairspring.collector;

import org.jspecify.annotations.Nullable;

/**
 * All instruments that one request moves, behind one handle: the caller's stripe is found once and
 * every instrument written through it. Made by {@link MetricsCollector#request}.
 *
 * <p>Recording is wait-free from any thread, and allocates nothing for a status that was seen
 * before.
 */
public interface RequestRecorder {
  /**
   * Records one request.
   *
   * @param status the HTTP status, which also says whether the request is an error
   * @param latencyNanos nanoseconds, as for a latency recorder
   */
  void record(int status, long latencyNanos);

  /**
   * Records one request and its sizes.
   *
   * @param status the HTTP status, which also says whether the request is an error
   * @param latencyNanos nanoseconds, as for a latency recorder
   * @param requestBytes bytes of the request's body; negative if it has none, which is not observed
   * @param responseBytes bytes of the response's body; negative for none
   */
  void record(int status, long latencyNanos, long requestBytes, long responseBytes);

  /**
   * Records one request, and offers an exemplar of it to the latency recorders and, where the
   * request is an error, to the counters of errors. At most one a second is kept in each place, and
   * one that cannot be shown is counted as refused once. Costs a look at the clock for each place,
   * and allocates when an exemplar is kept.
   *
   * @param status the HTTP status, which also says whether the request is an error
   * @param latencyNanos nanoseconds, as for a latency recorder
   * @param exemplar null for none
   */
  void record(int status, long latencyNanos, @Nullable Exemplar exemplar);

  /**
   * Records one request and its sizes, and offers an exemplar of it to the latency recorders, the
   * histograms of sizes and, where the request is an error, to the counters of errors.
   *
   * @param status the HTTP status, which also says whether the request is an error
   * @param latencyNanos nanoseconds, as for a latency recorder
   * @param requestBytes bytes of the request's body; negative if it has none, which is not observed
   * @param responseBytes bytes of the response's body; negative for none
   * @param exemplar null for none
   */
  void record(
      int status,
      long latencyNanos,
      long requestBytes,
      long responseBytes,
      @Nullable Exemplar exemplar);
}
