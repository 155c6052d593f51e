package io.hairspring.catalog;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * One request that {@link SlowRequests} keeps. Immutable.
 *
 * @param ended when it ended
 * @param endpoint the template of its path, never the path itself
 * @param method the HTTP method
 * @param status the HTTP status
 * @param nanos how long it took, in nanoseconds
 * @param requestBytes bytes of its body; negative if it had none
 * @param responseBytes bytes of the answer's body
 * @param aborted whether its connection ended before the whole answer was sent
 * @param phasesNanos where the time went, in the order in which it did, in nanoseconds; empty if
 *     nobody knows
 * @param labels what else is known of it, such as a provider
 * @param traceId the id of its trace; empty for none
 */
public record SlowRequest(
    Instant ended,
    String endpoint,
    String method,
    int status,
    long nanos,
    long requestBytes,
    long responseBytes,
    boolean aborted,
    Map<String, Long> phasesNanos,
    Map<String, String> labels,
    String traceId) {
  /** Copies the maps. */
  public SlowRequest {
    Objects.requireNonNull(ended, "ended");
    Objects.requireNonNull(endpoint, "endpoint");
    Objects.requireNonNull(method, "method");
    phasesNanos = new LinkedHashMap<>(phasesNanos);
    labels = Map.copyOf(labels);
    Objects.requireNonNull(traceId, "traceId");
  }
}
