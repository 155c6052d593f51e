package io.hairspring.undertow;

import io.hairspring.catalog.HttpServerMetrics;
import io.hairspring.catalog.SlowRequest;
import io.hairspring.collector.Exemplar;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HttpString;
import java.time.Clock;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Describes a request that is kept; only then does any of this run. */
final class SlowStory {
  private static final HttpString TRACEPARENT = new HttpString("traceparent");

  /** W3C Trace Context, 3.2.2: version, trace, parent, flags. */
  private static final Pattern TRACE =
      Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-.*");

  private static final String TRACE_ID = "trace_id";
  private static final int LONGEST_HEADER = 256;

  private SlowStory() {}

  /**
   * Describes one.
   *
   * @param phases null if nobody told them
   */
  static SlowRequest of(
      HttpServerExchange done,
      HttpServerMetrics.Handle handle,
      Clock clock,
      long nanos,
      long requestBytes,
      boolean aborted,
      RequestPhases phases,
      Exemplar exemplar) {
    return new SlowRequest(
        clock.instant(),
        handle.endpoint(),
        handle.method(),
        done.getStatusCode(),
        nanos,
        requestBytes,
        done.getResponseBytesSent(),
        aborted,
        phases == null ? Map.of() : phases.nanos(),
        phases == null ? Map.of() : phases.labels(),
        traceId(done, exemplar));
  }

  private static String traceId(HttpServerExchange done, Exemplar exemplar) {
    int index = exemplar == null ? -1 : exemplar.labelNames().indexOf(TRACE_ID);
    if (index >= 0) {
      return exemplar.labelValues().get(index);
    }
    String header = done.getRequestHeaders().getFirst(TRACEPARENT);
    if (header == null || header.length() > LONGEST_HEADER) {
      return "";
    }
    Matcher trace = TRACE.matcher(header);
    return trace.matches() ? trace.group(1) : "";
  }
}
