package io.hairspring.undertow;

import java.util.Map;

/**
 * Where the time of one request went, told by who knows, such as a proxy: attached to the exchange
 * as {@link RequestMetricsHandler#PHASES} before it ends. All times are of the collector's ticker,
 * in nanoseconds. Called by the thread that ends the request; must not block.
 */
public interface RequestPhases {
  /**
   * Says that the request has ended. Once, before the other methods, and on the request's path.
   *
   * @param startNanos when the request came
   * @param endNanos when it ended
   */
  void ended(long startNanos, long endNanos);

  /**
   * Returns the phases in the order in which they came, and how long each was; together as long as
   * the request. Asked for a request that is kept, and may allocate.
   */
  Map<String, Long> nanos();

  /** Returns labels that the phases belong to, such as a provider; of few values each. */
  Map<String, String> labels();
}
