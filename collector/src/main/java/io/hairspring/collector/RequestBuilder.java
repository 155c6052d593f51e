package io.hairspring.collector;

import java.util.function.IntFunction;
import java.util.function.IntPredicate;

/**
 * Gathers the instruments of a {@link RequestRecorder}. Not thread-safe. Instruments of a collector
 * that is switched off are passed over.
 *
 * <p>Each method throws {@link IllegalArgumentException} for an instrument of another collector,
 * whose stripes are not found with those of this one, and for one that no collector made.
 */
public interface RequestBuilder {
  /** Adds a counter of all requests. */
  RequestBuilder count(Counter counter);

  /** Adds a counter of the requests whose status is 500 or above. */
  RequestBuilder countErrors(Counter counter);

  /**
   * Adds a counter of the requests whose status is an error.
   *
   * @param isError asked once for each status from 100 to 599, and each time for others; answers
   *     the same every time
   */
  RequestBuilder countErrors(Counter counter, IntPredicate isError);

  /**
   * Adds a counter of each status, and says how to find it. It is asked once for each status from
   * 100 to 599, and each time for others.
   */
  RequestBuilder countStatus(IntFunction<Counter> byStatus);

  /** Adds a recorder of the latency. */
  RequestBuilder latency(LatencyRecorder recorder);

  /** Adds a histogram of the sizes of requests. */
  RequestBuilder requestBytes(Histogram histogram);

  /** Adds a histogram of the sizes of responses. */
  RequestBuilder responseBytes(Histogram histogram);

  /** Makes the recorder. */
  RequestRecorder build();
}
