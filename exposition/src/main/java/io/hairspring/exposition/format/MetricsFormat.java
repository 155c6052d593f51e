package io.hairspring.exposition.format;

import io.hairspring.collector.snapshot.Epoch;
import io.hairspring.collector.snapshot.MetricsVisitor;

/**
 * A format: a visitor that renders one walk after the other.
 *
 * <pre>{@code
 * format.begin(buffer);
 * format.end(metrics.visit(format));
 * }</pre>
 *
 * <p>Not thread-safe, and meant to be kept: what it needs between walks is made once. A walk that
 * failed half-way leaves no trace in the next.
 */
public interface MetricsFormat extends MetricsVisitor {
  /** Returns the media type of what is rendered, parameters included. */
  String contentType();

  /** Begins an answer; whatever the walk shows is appended to {@code out}. */
  void begin(Utf8Buffer out);

  /** Ends the answer. */
  void end(Epoch epoch);
}
